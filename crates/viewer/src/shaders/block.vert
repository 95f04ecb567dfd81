// Slabs and rooms of the opened building. Storeys stand `step` apart; storeys that leave rise and thin out.
uniform mat4 viewProjection;
uniform vec4 basis;        // step, gone share, 0, 0
uniform highp sampler2D colours;

in vec3 position;
in vec3 normal;
in vec4 face;
in vec2 pattern;
in float slot;
in float storey;

flat out vec4 vColour;
flat out int vMarks;
out vec4 vFace;
out vec2 vPattern;
out vec3 vPlace;
flat out vec3 vNormal;

void main() {
    int index = int(slot + 0.5);
    vec4 texel = texelFetch(colours, ivec2(index % 256, index / 256), 0);
    vColour = texel;
    vMarks = int(texel.a * 255.0 + 0.5);
    vFace = face;
    vPattern = pattern;
    vNormal = normal;
    vPlace = position + vec3(0.0, storey * basis.x + basis.y * 14.0, 0.0);
    gl_Position = viewProjection * vec4(vPlace, 1.0);
}
