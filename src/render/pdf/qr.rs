//! An address as a QR code (ISO/IEC 18004), drawn as one shape.

use qrcode::{Color, EcLevel, QrCode};

/// The empty margin around a code, in modules (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;

/// Returns the code as an SVG; `None` for an address too long for any.
///
/// A quarter of it may be lost to a fold, a stain or a poor printer and it still reads (level Q).
pub(super) fn svg(address: &str) -> Option<Vec<u8>> {
    let code = QrCode::with_error_correction_level(address, EcLevel::Q).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (row, modules) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        while column < width {
            let dark = modules[column..].iter().take_while(|module| **module == Color::Dark).count();
            if dark > 0 {
                path.push_str(&format!("M{} {}h{dark}v1h-{dark}z", column + QUIET, row + QUIET));
            }
            column += dark.max(1);
        }
    }
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    );
    Some(svg.into_bytes())
}
