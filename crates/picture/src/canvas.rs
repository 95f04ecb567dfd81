//! A finished picture, and how it becomes a file.

use bevy_math::Vec3;

/// Longest side of a picture in pixels.
pub(crate) const LONGEST: u32 = 16_384;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// A side is zero or too long.
    #[error("图片尺寸无效，请用 200 到 16384 像素 / The picture's size is not valid: use 200 to 16384 pixels")]
    Size,
    /// The file could not be written to memory: a fault of the program.
    #[error("the picture could not be encoded ({0}); please report this as a fault of Louce")]
    Encoding(#[from] png::EncodingError),
}

/// Pixels from the top left, row by row, each red, green, blue and full opacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canvas {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

impl Canvas {
    /// A canvas of one colour.
    ///
    /// # Errors
    /// When a side is zero or too long.
    pub fn new(width: u32, height: u32, colour: [u8; 3]) -> Result<Self, PictureError> {
        if !(1..=LONGEST).contains(&width) || !(1..=LONGEST).contains(&height) {
            return Err(PictureError::Size);
        }
        let [r, g, b] = colour;
        let rgba = [r, g, b, 255].repeat(width as usize * height as usize);
        Ok(Self { width, height, rgba })
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Red, green, blue and 255 of every pixel.
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// The same, to be drawn over.
    pub(crate) fn rgba_mut(&mut self) -> &mut [u8] {
        &mut self.rgba
    }

    /// As a PNG file without opacity.
    ///
    /// # Errors
    /// When the encoder refuses, which is a fault of the program.
    pub fn png(&self) -> Result<Vec<u8>, PictureError> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Balanced);
        let rgb: Vec<u8> = self.rgba.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&rgb)?;
        writer.finish()?;
        Ok(file)
    }
}

/// A colour between 0 and 1 as bytes.
pub(crate) fn bytes(colour: Vec3) -> [u8; 4] {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
    let byte = |x: f32| (x.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
    [byte(colour.x), byte(colour.y), byte(colour.z), 255]
}
