//! Chinese fonts for the PDF, found on the machine: they are too large to carry along.

use std::fs;
use std::path::{Path, PathBuf};

use typst::foundations::Bytes;
use typst::text::{Font, FontWeight};

/// Folders deeper than this below a font directory are not searched.
const DEEPEST_FOLDER: usize = 6;

/// Why no Chinese font can be used.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// None of the known fonts is installed.
    #[error(
        "没有找到中文字体,无法生成 PDF。Debian/Ubuntu 请安装 fonts-noto-cjk(sudo apt install fonts-noto-cjk),\
         其他系统请安装思源宋体/思源黑体,然后重试。已查找: {searched} / No Chinese font was found, so no PDF can be \
         made. On Debian or Ubuntu install fonts-noto-cjk, elsewhere Noto or Source Han CJK, and try again. \
         Searched: {searched}"
    )]
    NotFound {
        /// The directories that were searched.
        searched: String,
    },
    /// The bytes given hold no font that can be read.
    #[error(
        "字体文件无法读取,请换用 .ttf、.otf 或 .ttc 字体 / The font cannot be read; give a .ttf, .otf or .ttc font"
    )]
    Unreadable,
}

/// The faces a PDF is set in: a Song (宋体) for text and a Hei (黑体) for headings and tables. Where only one
/// of the two is installed it serves for both.
#[derive(Debug, Clone)]
pub struct Fonts {
    faces: Vec<Font>,
    serif: String,
    sans: String,
}

impl Fonts {
    /// Fonts from the bytes of font files, collections included; the first family serves for all text.
    pub fn from_bytes(files: impl IntoIterator<Item = Vec<u8>>) -> Result<Self, FontError> {
        let faces: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        let family = faces.first().map(|face| face.info().family.clone()).ok_or(FontError::Unreadable)?;
        Ok(Self { faces, serif: family.clone(), sans: family })
    }

    /// The family for running text.
    pub fn serif(&self) -> &str {
        &self.serif
    }

    /// The family for headings and tables.
    pub fn sans(&self) -> &str {
        &self.sans
    }

    /// The font file of the family for headings and tables, and which font of it that is: to draw text elsewhere.
    pub fn sans_file(&self) -> Option<(&[u8], u32)> {
        let face = self.faces.iter().find(|face| face.info().family == self.sans)?;
        Some((face.data(), face.index()))
    }

    pub(crate) fn faces(&self) -> &[Font] {
        &self.faces
    }
}

/// A family as it is called and how its files begin, lower case without `-`, `_` and blanks.
struct KnownFamily {
    files: &'static str,
    family: &'static str,
}

const fn known(files: &'static str, family: &'static str) -> KnownFamily {
    KnownFamily { files, family }
}

/// Song faces, best first.
const SERIF: [KnownFamily; 9] = [
    known("notoserifcjk", "Noto Serif CJK SC"),
    known("notoserifsc", "Noto Serif SC"),
    known("sourcehanserif", "Source Han Serif SC"),
    known("sourcehanserif", "Source Han Serif CN"),
    known("simsun", "SimSun"),
    known("songti", "Songti SC"),
    known("fandolsong", "FandolSong"),
    known("uming", "AR PL UMing CN"),
    known("stsong", "STSong"),
];

/// Hei faces, best first.
const SANS: [KnownFamily; 11] = [
    known("notosanscjk", "Noto Sans CJK SC"),
    known("notosanssc", "Noto Sans SC"),
    known("sourcehansans", "Source Han Sans SC"),
    known("sourcehansans", "Source Han Sans CN"),
    known("msyh", "Microsoft YaHei"),
    known("simhei", "SimHei"),
    known("pingfang", "PingFang SC"),
    known("stheiti", "Heiti SC"),
    known("fandolhei", "FandolHei"),
    known("wqyzenhei", "WenQuanYi Zen Hei"),
    known("wqymicrohei", "WenQuanYi Micro Hei"),
];

/// Weights that are never used; reading their files would only cost time.
const UNUSED_WEIGHTS: [&str; 7] = ["light", "thin", "medium", "semibold", "black", "heavy", "mono"];

/// Where fonts usually lie on Linux, macOS and Windows; `home` is the user's home directory.
pub fn usual_font_dirs(home: Option<&Path>) -> Vec<PathBuf> {
    let system =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "C:\\Windows\\Fonts"];
    let below_home = [".local/share/fonts", ".fonts", "Library/Fonts", "AppData/Local/Microsoft/Windows/Fonts"];
    let own = home.into_iter().flat_map(|home| below_home.iter().map(|folder| home.join(folder)));
    own.chain(system.iter().map(PathBuf::from)).collect()
}

/// Looks for Chinese fonts in directories and below: Noto CJK and Source Han first, then what Windows,
/// macOS and older Linux systems bring. Reads only the files it uses (about 90 MB for Noto CJK).
pub fn find_fonts(dirs: &[PathBuf]) -> Result<Fonts, FontError> {
    let files = all_files(dirs);
    let serif = faces_of_best(&SERIF, &files);
    let sans = faces_of_best(&SANS, &files);
    let name = |faces: &[Font]| faces.first().map(|face| face.info().family.clone());
    let found = name(&serif).or_else(|| name(&sans)).zip(name(&sans).or_else(|| name(&serif)));
    let Some((serif_name, sans_name)) = found else {
        let searched: Vec<String> = dirs.iter().map(|dir| dir.display().to_string()).collect();
        return Err(FontError::NotFound { searched: searched.join("、") });
    };
    Ok(Fonts { faces: serif.into_iter().chain(sans).collect(), serif: serif_name, sans: sans_name })
}

/// Looks for a font for headings and tables alone, which takes half as long.
pub fn find_sans_fonts(dirs: &[PathBuf]) -> Result<Fonts, FontError> {
    let files = all_files(dirs);
    let faces = faces_of_best(&SANS, &files);
    let Some(name) = faces.first().map(|face| face.info().family.clone()) else {
        return find_fonts(dirs);
    };
    Ok(Fonts { faces, serif: name.clone(), sans: name })
}

fn all_files(dirs: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for dir in dirs {
        font_files(dir, DEEPEST_FOLDER, &mut files);
    }
    files.sort();
    files.dedup();
    files
}

/// A directory that cannot be read has no fonts for us.
fn font_files(dir: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else {
        return;
    };
    for path in entries.filter_map(|entry| entry.ok()).map(|entry| entry.path()) {
        if path.is_dir() {
            if depth > 0 {
                font_files(&path, depth - 1, files);
            }
        } else if is_font(&path) {
            files.push(path);
        }
    }
}

fn is_font(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The regular and bold faces of the first family that is there.
fn faces_of_best(families: &[KnownFamily], files: &[PathBuf]) -> Vec<Font> {
    let faces = families.iter().map(|known| faces_of(known, files));
    faces.into_iter().find(|faces| !faces.is_empty()).unwrap_or_default()
}

fn faces_of(known: &KnownFamily, files: &[PathBuf]) -> Vec<Font> {
    let mut faces: Vec<Font> = Vec::new();
    for path in files.iter().filter(|path| may_hold(path, known.files)) {
        let Ok(bytes) = fs::read(path) else { continue };
        let face = Font::iter(Bytes::new(bytes)).find(|face| face.info().family == known.family);
        let weight = |face: &Font| face.info().variant.weight;
        faces.extend(face.filter(|new| faces.iter().all(|old| weight(old) != weight(new))));
    }
    faces.sort_by_key(|face| face.info().variant.weight != FontWeight::REGULAR);
    faces
}

fn may_hold(path: &Path, files: &str) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let plain: String = stem.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).collect();
    let plain = plain.to_ascii_lowercase();
    plain.strip_prefix(files).is_some_and(|rest| UNUSED_WEIGHTS.iter().all(|weight| !rest.contains(weight)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_chinese_fonts_is_told_which_package_to_install() {
        let empty = std::env::temp_dir().join("louce-report-no-such-font-directory");
        let error = find_fonts(std::slice::from_ref(&empty)).err();
        let message = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(message.contains("fonts-noto-cjk"), "the message names the package: {message}");
        assert!(message.contains(&empty.display().to_string()), "and where it was looked for: {message}");
    }

    #[test]
    fn file_names_are_told_by_family_and_weight() {
        let is_serif = |file: &str| may_hold(Path::new(file), "notoserifcjk");
        assert!(is_serif("NotoSerifCJK-Regular.ttc"), "the collection of Debian");
        assert!(is_serif("NotoSerifCJKsc-Bold.otf"), "the single file of the project itself");
        assert!(!is_serif("NotoSerifCJK-ExtraLight.ttc"), "a weight that is never used");
        assert!(!is_serif("NotoSansCJK-Regular.ttc"), "another family");
    }

    #[test]
    fn bytes_that_are_no_font_are_refused() {
        let result = Fonts::from_bytes([b"not a font".to_vec()]);
        assert!(matches!(result, Err(FontError::Unreadable)), "an unreadable font is an error, not an empty page");
    }
}
