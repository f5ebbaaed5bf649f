/** Nodes on (0, 1) and their weights, which sum to 1. */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** Gauss-Legendre quadrature with so many nodes: exact for polynomials of twice that degree. */
export function gaussLegendre(count: number): Rule {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    let x = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let round = 0; round < 100; round += 1) {
      const legendre = legendreAt(count, x);
      slope = legendre.slope;
      const step = legendre.value / slope;
      x -= step;
      if (Math.abs(step) < 1e-16) break;
    }
    nodes[count - 1 - index] = (x + 1) / 2;
    weights[count - 1 - index] = 1 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

function legendreAt(degree: number, x: number): { value: number; slope: number } {
  let before = 1;
  let value = x;
  for (let order = 2; order <= degree; order += 1) {
    [before, value] = [value, ((2 * order - 1) * x * value - (order - 1) * before) / order];
  }
  return { value, slope: (degree * (x * value - before)) / (x * x - 1) };
}
