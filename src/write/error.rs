//! Why a site was not put in place, as sentences that say what to do.

use std::fmt;
use std::path::PathBuf;

use crate::io_error::IoError;

/// Why a site was not put in place. The last good site is untouched.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// The disk refused.
    Io(IoError),
    /// The output is, holds, or lies inside a folder the site is made from.
    Input {
        /// The output, as the caller named it.
        output: PathBuf,
        /// How it stands to the input: `is`, `holds`, or `lies inside`.
        relation: &'static str,
        /// The folder of the sources, or the workspace root.
        input: PathBuf,
    },
    /// There are files in the output, and no manifest: it is somebody else's folder.
    NotOurs {
        /// The output, as the caller named it.
        output: PathBuf,
        /// One of the files or folders in it.
        example: String,
    },
    /// The output's path names a file, a device, or the root of the disk.
    NotAFolder {
        /// The output, as the caller named it.
        output: PathBuf,
    },
    /// The output's path names a symbolic link.
    Link {
        /// The output, as the caller named it.
        output: PathBuf,
    },
    /// The output, or a folder in it, is where another disk is attached, and cannot be moved.
    MountPoint {
        /// The folder.
        folder: PathBuf,
    },
    /// Another build is writing there.
    Busy {
        /// The output, as the caller named it.
        output: PathBuf,
    },
    /// The manifest does not say which files are ours.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Two paths of the site cannot be there together on every disk.
    Clash {
        /// The first path of the site.
        first: String,
        /// The second path of the site.
        second: String,
    },
    /// A file that no build wrote is where a file or folder of the site belongs.
    InTheWay {
        /// The file or folder.
        path: PathBuf,
    },
    /// Somebody changed the output while the site was being made.
    Changed {
        /// The output, as the caller named it.
        output: PathBuf,
    },
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Input { output, relation, input } => write!(
                f,
                "the output folder `{}` {relation} `{}`, which the site is made from; choose a folder of its own, such as `site`",
                output.display(),
                input.display()
            ),
            Self::NotOurs { output, example } => write!(
                f,
                "the folder `{}` holds files that no build wrote, such as `{example}`; choose an empty or a new folder, or move them away",
                output.display()
            ),
            Self::NotAFolder { output } => {
                write!(f, "`{}` cannot be the output, as it is not a folder; choose another path", output.display())
            }
            Self::Link { output } => write!(
                f,
                "the output `{}` is a symbolic link, which a build would replace; name the folder it points to instead",
                output.display()
            ),
            Self::MountPoint { folder } => write!(
                f,
                "`{}` cannot be replaced, as another disk, or a layer of a container, is attached there; choose a folder inside it as output",
                folder.display()
            ),
            Self::Busy { output } => write!(
                f,
                "another build is writing `{}`; wait until it is done, or choose another output folder",
                output.display()
            ),
            Self::Manifest { path, reason } => write!(
                f,
                "`{}` should list the files of the last build, but {reason}; move its folder away and build again",
                path.display()
            ),
            Self::Clash { first, second } => write!(
                f,
                "the site would have both `{first}` and `{second}`, which not every disk can hold together; rename one of them"
            ),
            Self::InTheWay { path } => write!(
                f,
                "`{}` is in the way: the site has a file of that name, but no build wrote this one; move it away",
                path.display()
            ),
            Self::Changed { output } => write!(
                f,
                "somebody else changed `{}` while the site was being made; nothing was replaced, so build again",
                output.display()
            ),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => error.source(),
            Self::Input { .. }
            | Self::NotOurs { .. }
            | Self::NotAFolder { .. }
            | Self::Link { .. }
            | Self::MountPoint { .. }
            | Self::Busy { .. }
            | Self::Manifest { .. }
            | Self::Clash { .. }
            | Self::InTheWay { .. }
            | Self::Changed { .. } => None,
        }
    }
}

impl From<IoError> for WriteError {
    fn from(error: IoError) -> Self {
        Self::Io(error)
    }
}
