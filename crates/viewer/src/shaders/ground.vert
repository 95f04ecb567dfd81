uniform mat4 viewProjection;
in vec2 point;
in float tone;
flat out int vTone;
out vec3 vPlace;
void main() {
    vTone = int(tone + 0.5);
    vPlace = vec3(point.x, 0.0, point.y);
    gl_Position = viewProjection * vec4(vPlace, 1.0);
}
