// The line's pattern: solid, dashed, a rail of two lines, dotted. Colours are multiplied by their alpha.
precision highp float;

varying vec4 v_color;
varying float v_side;
varying float v_half;
varying float v_along;
varying float v_pattern;

void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float away = abs(v_side);
  float alpha = 1.0 - smoothstep(v_half - 0.5, v_half + 0.5, away);
  if (v_pattern > 2.5) {
    alpha *= 1.0 - smoothstep(3.0, 4.0, mod(v_along, 8.0));
  } else if (v_pattern > 1.5) {
    float hollow = max(v_half - 1.8, v_half * 0.4);
    alpha *= smoothstep(hollow - 0.5, hollow + 0.5, away);
  } else if (v_pattern > 0.5) {
    alpha *= 1.0 - smoothstep(11.0, 12.0, mod(v_along, 18.0));
  }
  gl_FragColor = vec4(v_color.rgb, 1.0) * (v_color.a * alpha);
  #endif
}
