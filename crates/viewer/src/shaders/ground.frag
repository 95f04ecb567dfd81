// Flat ground with the baked shade of the buildings on it.
uniform vec3 background;
uniform vec3 tones[7];
uniform vec4 haze;
uniform vec4 bakedArea;    // min x, min z, width, depth
uniform vec2 shade;        // strength of cast shadow, of contact shadow
uniform sampler2D baked;

flat in int vTone;
in vec3 vPlace;
layout (location = 0) out vec4 outColour;

void main() {
    vec3 colour = tones[vTone];
    vec2 at = (vPlace.xz - bakedArea.xy) / bakedArea.zw;
    vec2 dark = texture(baked, at).rg;
    colour *= 1.0 - shade.x * dark.r;
    colour *= 1.0 - shade.y * dark.g;
    float far = distance(vPlace, haze.xyz) / haze.w;
    colour = mix(colour, background, 1.0 - exp(-far * far * 0.35));
    // A grain below one step of colour keeps slow gradients from showing bands.
    float grain = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) - 0.5;
    outColour = vec4(colour + grain / 255.0, 1.0);
}
