import { EdgeProgram, type ProgramInfo } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';
import FRAGMENT_SHADER_SOURCE from './flow-fragment.glsl?raw';
import VERTEX_SHADER_SOURCE from './flow-vertex.glsl?raw';

/** What the program needs to know of a line besides what every edge of sigma has. */
export interface FlowDisplayData extends EdgeDisplayData {
  readonly bend: number;
  /** One of PATTERNS. */
  readonly pattern: number;
}

const UNIFORMS = ['u_matrix', 'u_viewport', 'u_sizeRatio'] as const;

/** Corners of the strip: pairs of triangles along the line, then the head. */
function steps(pieces: number): number[][] {
  const corners: number[][] = [];
  for (let i = 0; i < pieces; i++) {
    const [u, v] = [i / pieces, (i + 1) / pieces];
    corners.push([u, -1, 0], [u, 1, 0], [v, -1, 0], [v, -1, 0], [u, 1, 0], [v, 1, 0]);
  }
  corners.push([0, -1, 1], [0, 1, 1], [1, 0, 1]);
  return corners;
}

/**
 * A program for sigma that draws flows: curved, with a head, as wide as told, with a pattern.
 *
 * @param pieces straight pieces that a curve is drawn as: fewer are faster
 */
export function flowProgram(pieces: number) {
  return class FlowProgram extends EdgeProgram<(typeof UNIFORMS)[number]> {
    override getDefinition() {
      return {
        VERTICES: pieces * 6 + 3,
        VERTEX_SHADER_SOURCE,
        FRAGMENT_SHADER_SOURCE,
        METHOD: WebGLRenderingContext.TRIANGLES,
        UNIFORMS,
        ATTRIBUTES: [
          { name: 'a_source', size: 2, type: WebGLRenderingContext.FLOAT },
          { name: 'a_target', size: 2, type: WebGLRenderingContext.FLOAT },
          { name: 'a_style', size: 3, type: WebGLRenderingContext.FLOAT },
          { name: 'a_radii', size: 2, type: WebGLRenderingContext.FLOAT },
          { name: 'a_color', size: 4, type: WebGLRenderingContext.UNSIGNED_BYTE, normalized: true },
          { name: 'a_id', size: 4, type: WebGLRenderingContext.UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: 'a_step', size: 3, type: WebGLRenderingContext.FLOAT }],
        CONSTANT_DATA: steps(pieces),
      };
    }

    override processVisibleItem(
      index: number,
      startIndex: number,
      source: NodeDisplayData,
      target: NodeDisplayData,
      data: EdgeDisplayData,
    ): void {
      const flow = data as FlowDisplayData;
      const { array } = this;
      let i = startIndex;
      array[i++] = source.x;
      array[i++] = source.y;
      array[i++] = target.x;
      array[i++] = target.y;
      array[i++] = flow.size;
      array[i++] = flow.bend;
      array[i++] = flow.pattern;
      array[i++] = source.size;
      array[i++] = target.size;
      array[i++] = floatColor(flow.color);
      array[i++] = index;
    }

    override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
      const at = uniformLocations as Record<(typeof UNIFORMS)[number], WebGLUniformLocation>;
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform2f(at.u_viewport, params.width, params.height);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
    }
  };
}
