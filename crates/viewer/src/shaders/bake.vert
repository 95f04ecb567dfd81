// Casts every building flat on the ground, seen from above: `slant` metres of x and z for each metre of height.
uniform vec4 bakedArea;
uniform vec2 slant;
uniform float roofsOnly;
void main() {
    pull();
    vec2 place = position.xz + slant * position.y;
    vec2 at = (place - bakedArea.xy) / bakedArea.zw;
    gl_Position = vec4(at * 2.0 - 1.0, 0.0, 1.0);
    if (roofsOnly > 0.5 && normal.y < 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
