// Buildings of the community. `basis.x` sinks them all; hidden ones are moved out of the picture. Whatever is the same
// on a whole face is worked out here, because software renderers pay for every pixel.
uniform mat4 viewProjection;
uniform vec4 basis;        // height share, 0, 0, 0
uniform highp sampler2D colours;

out vec4 vFace;
out vec2 vPattern;
out vec3 vPlace;
flat out vec3 vColour;
flat out vec3 vInk;
flat out vec4 vMark;
flat out vec2 vMarkKind;
flat out vec4 vLook;       // light, is roof, strength of lines, strength of the mark

#ifdef FACADE
out float vBay;
flat out vec4 vRecord;     // first cell, height, bays, storeys
flat out float vWindows;   // strength of the windows
#endif

void main() {
    pull();
    vec4 texel = texelFetch(colours, entry, 0);
    int marks = int(texel.a * 255.0 + 0.5);
    int drawn = min(marks & 15, 9);
    bool measured = (marks & 15) == 15;
    int presence = (marks >> 4) & 3;
    bool dim = presence == 1;
    bool lit = presence == 2;
    bool selected = (marks & 64) != 0;
    bool roof = normal.y > 0.5;

    vec3 colour = mix(plain, texel.rgb, measured ? 1.0 : roof ? 0.82 : 0.26);
    if (dim) colour = mix(colour, background, 0.72);
    // The roof says that a building is meant, its walls go on saying what it is.
    if (lit) colour = mix(colour, litColour, roof ? 0.85 : 0.25);
    if (selected) colour = mix(colour, selectedColour, roof ? 0.92 : 0.35);
    if ((marks & 128) != 0) colour = mix(colour, selectedColour, 0.28);
    // Around an opened building the others lie low and say little.
    float low = 1.0 - basis.x;
    vColour = mix(colour, background, low * 0.55);
    vInk = mix(texel.rgb * 0.72, vec3(1.0), 0.12);
    vMark = markAxes[drawn] / (roof ? 4.0 : 3.0);
    vMarkKind = measured ? vec2(0.0) : markKinds[drawn].xy;
    float shade = light(normal);
    vLook = vec4(measured ? mix(shade, 1.0, 0.35) : shade, roof ? 1.0 : 0.0, dim || measured ? 0.3 : 1.0, (roof ? 0.42 : 0.13) * (dim || selected ? 0.3 : 1.0) * (1.0 - low * 0.8));

#ifdef FACADE
    vBay = bay;
    vRecord = record;
    vWindows = roof || vRecord.z < 0.5 ? 0.0 : selected || lit ? 0.7 : dim ? 0.3 : 1.0;
#endif

    vFace = measured ? vec4(face.xyz, NO_EDGE) : face;
    vPattern = pattern;
    vPlace = vec3(position.x, position.y * basis.x, position.z);
    gl_Position = viewProjection * vec4(vPlace, 1.0);
    if (presence == 3) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
