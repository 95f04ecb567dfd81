// Buildings of the community. `height` sinks them all; hidden ones are moved out of the picture.
uniform mat4 viewProjection;
uniform vec4 basis;        // height share, dim-all share, 0, 0
uniform highp sampler2D colours;

in vec3 position;
in vec3 normal;
in vec4 face;
in vec2 pattern;
in float slot;

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
    vPlace = vec3(position.x, position.y * basis.x, position.z);
    gl_Position = viewProjection * vec4(vPlace, 1.0);
    if (vMarks >= 128) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
