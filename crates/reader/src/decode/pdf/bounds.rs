//! Looks for files that would unfold without end, before anything is unfolded: what each stream unpacks to is
//! counted and thrown away, nesting is counted. Keeps no content.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::object::{Name, Object};
use hayro_interpret::hayro_syntax::{Filter, Pdf};

use super::PdfError;

/// Most pages of a document.
pub(super) const PAGES_MAX: usize = 5000;
/// Largest stream after unpacking, as for `word/document.xml`.
const STREAM_MAX: u64 = 100 * 1024 * 1024;
/// All streams together after unpacking.
const TOTAL_MAX: u64 = 600 * 1024 * 1024;
/// Bytes of forms that may be unpacked again and again while pages draw them.
const FORMS_TOTAL: u64 = 2 * 1024 * 1024 * 1024;
/// Packings of packings that are looked into; ordinary files have one.
const LAYERS_MAX: usize = 3;
/// Deepest nesting of arrays and dictionaries: the library descends by recursion.
const DEPTH_MAX: usize = 50_000;
/// Packed size up to which the two old packings, whose unpacked size is not counted, are let through.
const OLD_PACKING_MAX: usize = 100 * 1024;

const TOO_LARGE: PdfError = PdfError::TooComplex { detail: "解压后超过上限" };
const TOO_DEEP: PdfError = PdfError::TooComplex { detail: "嵌套过深" };

/// What the checks found out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// How often a page may draw a form.
    pub(super) forms: usize,
}

/// Counts what the streams of the raw file unpack to and how deep it nests, without trusting its structure.
pub(super) fn check(bytes: &[u8]) -> Result<(), PdfError> {
    check_within(bytes, STREAM_MAX, TOTAL_MAX)
}

fn check_within(bytes: &[u8], stream_max: u64, total_max: u64) -> Result<(), PdfError> {
    let mut left = total_max;
    let mut rest = bytes;
    let mut nesting = Nesting::default();
    while let Some(at) = find(rest, b"stream") {
        nesting.add(&rest[..at])?;
        let is_end = rest[..at].ends_with(b"end");
        rest = &rest[at + b"stream".len()..];
        if is_end {
            continue;
        }
        let data = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        unpack(data, 1, stream_max, &mut left)?;
    }
    nesting.add(rest)
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == first) {
        if bytes[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// Unpacks and forgets; a packing inside the packing is unpacked too.
fn unpack(data: &[u8], layer: usize, stream_max: u64, left: &mut u64) -> Result<(), PdfError> {
    if !is_packed(data) {
        return Ok(());
    }
    if layer > LAYERS_MAX {
        return Err(TOO_LARGE);
    }
    let mut decoder = ZlibDecoder::new(data);
    let mut buffer = [0; 32 * 1024];
    let mut size = 0;
    let mut nesting = Nesting::default();
    let mut inner = Vec::new();
    // A damaged stream ends where the library would end it, too.
    while let Ok(read @ 1..) = decoder.read(&mut buffer) {
        size += read as u64;
        *left = left.checked_sub(read as u64).ok_or(TOO_LARGE)?;
        if size > stream_max {
            return Err(TOO_LARGE);
        }
        nesting.add(&buffer[..read])?;
        if size == read as u64 && is_packed(&buffer[..read]) || !inner.is_empty() {
            inner.extend_from_slice(&buffer[..read]);
        }
    }
    unpack(&inner, layer + 1, stream_max, left)
}

/// Whether the bytes begin as zlib data do.
fn is_packed(data: &[u8]) -> bool {
    matches!(data, [method, flags, ..]
        if method & 0x0f == 8 && (u16::from(*method) * 256 + u16::from(*flags)).is_multiple_of(31))
}

/// Depth of brackets, by bytes alone; in pictures and fonts they come by chance and stay far below the limit.
#[derive(Default)]
struct Nesting {
    depth: usize,
    last: u8,
}

impl Nesting {
    fn add(&mut self, bytes: &[u8]) -> Result<(), PdfError> {
        for &byte in bytes {
            match byte {
                b'[' | b'{' => self.depth += 1,
                b']' | b'}' => self.depth = self.depth.saturating_sub(1),
                b'<' if self.last == b'<' => self.depth += 1,
                b'>' if self.last == b'>' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            self.last = byte;
            if self.depth > DEPTH_MAX {
                return Err(TOO_DEEP);
            }
        }
        Ok(())
    }
}

/// Looks at the streams as the library understands them: packings that are not counted above are refused when they
/// are large or stacked, and the largest form decides how many may be drawn.
pub(super) fn check_streams(pdf: &Pdf) -> Result<Bounds, PdfError> {
    let mut largest = 64 * 1024;
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        let filters = stream.filters();
        let packings = filters.iter().filter(|filter| unfolds(filter)).count();
        let is_old = filters.iter().any(|filter| matches!(filter, Filter::LzwDecode | Filter::RunLengthDecode));
        let raw = stream.raw_data();
        if packings > 1 || is_old && raw.len() > OLD_PACKING_MAX {
            return Err(TOO_LARGE);
        }
        if stream.dict().get::<Name<'_>>(b"Subtype".as_ref()).is_some_and(|name| name.as_ref() == b"Form") {
            let mut left = TOTAL_MAX;
            unpack(&raw, 1, STREAM_MAX, &mut left)?;
            largest = largest.max(TOTAL_MAX - left).max(raw.len() as u64);
        }
    }
    Ok(Bounds { forms: usize::try_from(FORMS_TOTAL / largest).unwrap_or(usize::MAX) })
}

fn unfolds(filter: &Filter) -> bool {
    matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn file(streams: &[&[u8]]) -> Vec<u8> {
        let mut file = b"%PDF-1.4\n".to_vec();
        for stream in streams {
            file.extend(b"1 0 obj <</Filter/FlateDecode>> stream\r\n");
            file.extend(*stream);
            file.extend(b"\nendstream endobj\n");
        }
        file
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let (small, large) = (packed(&[b' '; 900]), packed(&[b' '; 1100]));
        assert_eq!(check_within(&file(&[&small, &small]), 1000, 2000), Ok(()));
        assert_eq!(check_within(&file(&[&small, &large]), 1000, 2000), Err(TOO_LARGE));
        assert_eq!(check_within(&file(&[&small, &small, &small]), 1000, 2000), Err(TOO_LARGE));
    }

    #[test]
    fn a_packing_inside_a_packing_is_unpacked_too() {
        let twice = packed(&packed(&[b' '; 1100]));
        assert_eq!(check_within(&file(&[&twice]), 1000, 2000), Err(TOO_LARGE));
        let again = packed(&packed(&packed(&packed(b"a"))));
        assert_eq!(check_within(&file(&[&again]), 1000, 2000), Err(TOO_LARGE));
    }
}
