//! Textures that shaders read texel by texel, and of which single rows are uploaded: three-d uploads whole textures only.

use std::ops::Range;
use three_d::Program;
use web_sys::{WebGl2RenderingContext as Gl, WebGlTexture};

/// What a texel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One byte.
    Byte,
    /// Red, green, blue and marks.
    Colour,
}

impl Kind {
    /// As the card keeps it, and as it is uploaded.
    fn formats(self) -> (u32, u32) {
        match self {
            Self::Byte => (Gl::R8, Gl::RED),
            Self::Colour => (Gl::RGBA8, Gl::RGBA),
        }
    }

    /// Its own texture unit, above those that three-d gives out.
    fn unit(self) -> u8 {
        match self {
            Self::Byte => 8,
            Self::Colour => 9,
        }
    }
}

/// One such texture.
pub(crate) struct Texels {
    gl: Gl,
    kind: Kind,
    width: i32,
    texture: Option<WebGlTexture>,
}

impl Texels {
    /// An empty texture.
    pub(crate) fn new(gl: &Gl, kind: Kind, width: u32, height: u32) -> Self {
        let texels = Self { gl: gl.clone(), kind, width: length(width), texture: gl.create_texture() };
        texels.bind();
        for (what, how) in [
            (Gl::TEXTURE_MIN_FILTER, Gl::NEAREST),
            (Gl::TEXTURE_MAG_FILTER, Gl::NEAREST),
            (Gl::TEXTURE_WRAP_S, Gl::CLAMP_TO_EDGE),
            (Gl::TEXTURE_WRAP_T, Gl::CLAMP_TO_EDGE),
        ] {
            gl.tex_parameteri(Gl::TEXTURE_2D, what, i32::try_from(how).unwrap_or_default());
        }
        gl.tex_storage_2d(Gl::TEXTURE_2D, 1, kind.formats().0, length(width), length(height));
        texels
    }

    /// Uploads `rows`, straight from where they are.
    pub(crate) fn upload(&self, rows: &Range<u32>, bytes: &[u8]) {
        self.bind();
        let (first, count) = (length(rows.start), length(rows.end - rows.start));
        let format = self.kind.formats().1;
        // An upload fails on a lost context only, which the page hears of by itself.
        let _lost = self.gl.tex_sub_image_2d_with_i32_and_i32_and_u32_and_type_and_opt_u8_array(
            Gl::TEXTURE_2D,
            0,
            0,
            first,
            self.width,
            count,
            format,
            Gl::UNSIGNED_BYTE,
            Some(bytes),
        );
    }

    /// `program` reads it as `name`.
    pub(crate) fn give_to(&self, program: &Program, name: &str) {
        program.use_uniform(name, i32::from(self.kind.unit()));
        self.bind();
    }

    fn bind(&self) {
        self.gl.active_texture(Gl::TEXTURE0 + u32::from(self.kind.unit()));
        self.gl.bind_texture(Gl::TEXTURE_2D, self.texture.as_ref());
    }
}

impl Drop for Texels {
    fn drop(&mut self) {
        self.gl.delete_texture(self.texture.as_ref());
    }
}

/// A texture has far fewer texels than that.
fn length(texels: u32) -> i32 {
    i32::try_from(texels).unwrap_or(i32::MAX)
}
