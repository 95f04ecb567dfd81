// Buildings of the community. `basis.x` sinks them all; hidden ones are moved out of the picture. Whatever is the same
// on a whole face is worked out here, because software renderers pay for every pixel.
uniform mat4 viewProjection;
uniform vec4 basis;        // height share, 0, 0, 0
uniform highp sampler2D colours;

in vec3 position;
in vec3 normal;
in vec4 face;
in vec2 pattern;
in float slot;

out vec4 vFace;
out vec2 vPattern;
out vec3 vPlace;
flat out vec3 vColour;
flat out vec3 vInk;
flat out vec4 vMark;
flat out float vMarkKind;
flat out vec4 vLook;       // light, is roof, strength of lines, strength of the mark

void main() {
    int index = int(slot + 0.5);
    vec4 texel = texelFetch(colours, ivec2(index % 256, index / 256), 0);
    int marks = int(texel.a * 255.0 + 0.5);
    bool dim = (marks & 8) != 0;
    bool lit = (marks & 16) != 0;
    bool selected = (marks & 32) != 0;
    bool roof = normal.y > 0.5;

    vec3 colour = mix(plain, texel.rgb, roof ? 0.82 : 0.26);
    if (dim) colour = mix(colour, background, 0.72);
    if (lit) colour = mix(colour, litColour, roof ? 0.85 : 0.6);
    if (selected) colour = mix(colour, selectedColour, roof ? 0.92 : 0.78);
    if ((marks & 64) != 0) colour = mix(colour, selectedColour, 0.28);
    vColour = mix(colour, background, (1.0 - basis.x) * 0.35);
    vInk = mix(texel.rgb * 0.72, vec3(1.0), 0.12);
    vMark = markAxes(marks & 7, roof ? 4.0 : 3.0);
    vMarkKind = float(marks & 7);
    vLook = vec4(light(normal), roof ? 1.0 : 0.0, dim ? 0.3 : 1.0, (roof ? 0.42 : 0.13) * (dim || selected ? 0.3 : 1.0));

    vFace = face;
    vPattern = pattern;
    vPlace = vec3(position.x, position.y * basis.x, position.z);
    gl_Position = viewProjection * vec4(vPlace, 1.0);
    if (marks >= 128) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
