// Flat ground. Lower layers are pushed a hair away, so that each pixel is shaded once, by the layer on top.
uniform mat4 viewProjection;
uniform vec3 tones[8];
in vec2 point;
in float tone;
flat out vec3 vTone;
out vec3 vPlace;
void main() {
    vTone = tones[int(tone + 0.5)];
    vPlace = vec3(point.x, 0.0, point.y);
    gl_Position = viewProjection * vec4(vPlace, 1.0);
    gl_Position.z += (7.0 - tone) * 2e-5 * gl_Position.w;
}
