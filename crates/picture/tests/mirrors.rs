//! The picture is shaded by the arithmetic of the viewer's shaders. These are the lines that `src/shade` repeats: when
//! one of them changes there, its mirror has to follow, and this list after it.

#![allow(clippy::expect_used, reason = "a test may stop")]

use std::path::Path;

/// A file of the viewer and the lines of it that are mirrored.
const MIRRORED: &[(&str, &[&str])] = &[
    (
        "shaders/shared.vert",
        &[
            "const vec3 SUN = vec3(-0.3994, 0.7988, 0.4493);",
            "return 0.80 + 0.19 * max(dot(n, SUN), 0.0) + 0.05 * n.y - 0.03 * n.x - 0.02 * n.z;",
        ],
    ),
    (
        "shaders/shared.frag",
        &[
            "return clamp((max(width, pixel * 0.75) - abs(at)) / pixel + 0.5, 0.0, 1.0);",
            "return clamp((to - x) / (to - from), 0.0, 1.0);",
            "vec2 d = abs(fract(vec2(dot(vPattern, axes.xy), dot(vPattern, axes.zw))) - 0.5);",
            "float stripes = d.x - kind.y;",
            "float dots = kind.y - sqrt(dot(d, d));",
            "float crossed = max(d.x, d.y) - kind.y;",
            "float dashes = min(d.x - kind.y, d.y - 0.20);",
            "float inside = kind.x < 1.5 ? stripes : kind.x < 2.5 ? dots : kind.x < 3.5 ? crossed : dashes;",
            "float soft = pixel * (abs(axes.x) + abs(axes.y)) * 0.8;",
            "return clamp(inside / soft + 0.5, 0.0, 1.0) * fades(soft, 0.16, 0.40) * min(kind.x, 1.0);",
            "float far = dot(away, away) * haze.w;",
            "return mix(colour, background, far / (1.0 + far));",
        ],
    ),
    (
        "shaders/community.vert",
        &[
            "bool measured = (marks & 15) == 15;",
            "vec3 colour = mix(plain, texel.rgb, measured ? 1.0 : roof ? 0.82 : 0.26);",
            "if (dim) colour = mix(colour, background, 0.72);",
            "if (lit) colour = mix(colour, litColour, roof ? 0.85 : 0.25);",
            "if (selected) colour = mix(colour, selectedColour, roof ? 0.92 : 0.35);",
            "if ((marks & 128) != 0) colour = mix(colour, selectedColour, 0.28);",
            "vColour = mix(colour, background, low * 0.55);",
            "vInk = mix(texel.rgb * 0.72, vec3(1.0), 0.12);",
            "vMark = markAxes[drawn] / (roof ? 4.0 : 3.0);",
            "vMarkKind = measured ? vec2(0.0) : markKinds[drawn].xy;",
            "vLook = vec4(measured ? mix(shade, 1.0, 0.35) : shade, roof ? 1.0 : 0.0, dim || measured ? 0.3 : 1.0, (roof ? 0.42 : 0.13) * (dim || selected ? 0.3 : 1.0) * (1.0 - low * 0.8));",
            "vWindows = roof || vRecord.z < 0.5 ? 0.0 : selected || lit ? 0.7 : dim ? 0.3 : 1.0;",
            "vFace = measured ? vec4(face.xyz, NO_EDGE) : face;",
            "vPlace = vec3(position.x, position.y * basis.x, position.z);",
        ],
    ),
    (
        "shaders/community.frag",
        &[
            "float storey = max(vFace.w, 1.0);",
            "vec2 sizes = vec2(abs(dFdx(vBay)) + abs(dFdy(vBay)), across.y / storey) + 1e-5;",
            "float near = vWindows * fades(sizes.y, 0.09, 0.24) * fades(sizes.x, 0.40, 0.90);",
            "vec2 off = abs(fract(vec2(vBay, floors)) - vec2(0.5, 0.54));",
            "vec2 within = clamp((vec2(0.31, 0.30) - off) / sizes + 0.5, 0.0, 1.0);",
            "vec3 face = mix(vColour, mix(plain, pane.rgb, 0.40), near * known);",
            "face = mix(face, pane.rgb, near * glazed * mix(0.55, 0.94, known));",
            "marked *= mix(vLook.w, 0.30 * known, near);",
            "vec3 colour = mix(face, mix(vInk, pane.rgb * 0.6, near * known), marked) * vLook.x;",
            "vec3 colour = mix(vColour, vInk, mark(vMark, vMarkKind, pixel) * vLook.w) * vLook.x;",
            "colour *= 1.0 - wall * 0.16 * fades(y, 0.0, 14.0) * fades(y, 0.0, 14.0);",
            "float between = abs(fract(floors + 0.5) - 0.5) * storey;",
            "float inner = step(0.5, floors) * step(y, vFace.z - 0.5);",
            "float shown = fades(pixel / storey, 0.12, 0.40);",
            "float thin = fades(pixel, 1.0, 3.0);",
            "float lines = 0.13 * shown * inner * line(between, 0.10, pixel);",
            "lines = max(lines, 0.20 * thin * line(min(vFace.x, vFace.y), 0.10, pixel));",
            "colour = mix(colour, ink, wall * vLook.z * lines);",
            "colour = mix(colour, vec3(1.0), wall * vLook.z * 0.45 * thin * line(vFace.z - y, 0.12, pixel));",
        ],
    ),
    (
        "shaders/block.vert",
        &[
            "if (dim) colour = mix(colour, background, 0.75);",
            "if (presence == 2) colour = mix(colour, litColour, 0.08);",
            "if (selected) colour = mix(colour, selectedColour, 0.9);",
            "if ((marks & 128) != 0) colour = mix(colour, selectedColour, 0.3);",
            "vInk = mix(colour * 0.62, vec3(1.0), 0.08);",
            "vMark = markAxes[drawn] / 1.1;",
            "bool pulled = abs(storey - drawer.w) < 0.5;",
            "float under = normal.y > 0.5 && storey < basis.z - 0.5 && !pulled ? 0.95 : 1.0;",
            "vLook = vec4(light(normal) * under, normal.y > 0.5 ? 1.0 : 0.0, selected ? 1.0 : 0.0, dim || selected ? 0.2 : 0.55);",
            "vPane = vec4(mix(colour, plain, 0.62), dim || selected ? 0.0 : bay);",
            "vPlace = position + vec3(0.0, storey * basis.x + basis.y, 0.0);",
            "if (pulled) vPlace += drawer.xyz;",
        ],
    ),
    (
        "shaders/block.frag",
        &[
            "float wall = 1.0 - vLook.y;",
            "float near = fades(pixel, 0.25, 0.8);",
            "vec3 colour = mix(vColour, vInk, mark(vMark, vMarkKind, pixel) * vLook.w);",
            "float wide = vFace.x + vFace.y;",
            "float pane = wide / max(floor(wide / 1.9 + 0.5), 1.0);",
            "float post = abs(fract(vFace.x / pane + 0.5) - 0.5) * pane;",
            "float glass = min(min(vFace.z - 0.25, vFace.w - 0.75), post - 0.09);",
            "colour = mix(colour, vPane.rgb, vPane.a * clamp(glass / pixel + 0.5, 0.0, 1.0) * near);",
            "colour *= vLook.x * (1.0 - wall * 0.14 * fades(vPattern.y, 0.0, 1.6));",
            "float sides = min(vFace.x, vFace.y);",
            "colour = mix(colour, vPane.rgb * vLook.x, wall * 0.8 * line(sides, 0.07, pixel) * near);",
            "float edge = min(min(vFace.z, vFace.w), sides + wall * (1.0 - selected) * 1000.0);",
            "vec3 rim = mix(mix(colour, ink, 0.55), vec3(1.0), selected);",
            "float rimmed = line(edge, mix(0.05, 0.14, selected), pixel) * near;",
            "colour = mix(colour, rim, rimmed * mix(0.75, 0.9, selected));",
        ],
    ),
    ("shaders/ground.vert", &["gl_Position.z += (7.0 - tone) * 2e-5 * gl_Position.w;"]),
    ("shaders/ground.frag", &["vec3 colour = vTone * (1.0 - dark.x) * (1.0 - dark.y);"]),
    ("shaders/blur.frag", &["float w = exp(-x * x * 3.0);"]),
    (
        "baked.rs",
        &[
            "const TEXELS: f32 = 2048.0;",
            "const MARGIN_M: f32 = 90.0;",
            "const CAST: [f32; 2] = [0.50, -0.5625];",
            "const SOFT_M: [f32; 2] = [1.6, 9.0];",
            "let radius = Vec2::new((SOFT_M[0] / texel).max(1.2), (SOFT_M[1] / texel).max(1.5));",
        ],
    ),
    (
        "paint.rs",
        &[
            "const PANE_M: f32 = 1.3;",
            "program.use_uniform(\"shade\", Vec2::new(0.20 * plan.height * plan.height, 0.30));",
            "let half = plan.distance * 4.0 + 1000.0;",
        ],
    ),
];

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_picture_is_shaded_as_the_viewer_shades() {
    let viewer = Path::new(env!("CARGO_MANIFEST_DIR")).join("../viewer/src");
    let mut changed = Vec::new();
    for (file, lines) in MIRRORED {
        let text = without_blanks(&std::fs::read_to_string(viewer.join(file)).expect("a file of the viewer"));
        let gone = lines.iter().filter(|line| !text.contains(&without_blanks(line)));
        changed.extend(gone.map(|line| format!("{file}: {line}")));
    }
    assert!(
        changed.is_empty(),
        "these lines of the viewer changed; let src/shade follow, then this list:\n{}",
        changed.join("\n")
    );
}
