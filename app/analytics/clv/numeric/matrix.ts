/**
 * The inverse of a symmetric positive definite matrix by its Cholesky factor, or null where it is not one (to working
 * precision).
 */
export function inverseOf(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | null {
  const factor = cholesky(matrix);
  if (factor === null) return null;
  const size = matrix.length;
  const columns = Array.from({ length: size }, (_, index) => solve(factor, index));
  return columns.map((_, row) => columns.map((column) => column[row] ?? 0));
}

/** The lower triangle L with L·Lᵀ = matrix, or null where the matrix is not positive definite. */
export function cholesky(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | null {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const made: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      let rest = row[j] ?? 0;
      const other = i === j ? made : (lower[j] ?? []);
      for (let k = 0; k < j; k += 1) rest -= (made[k] ?? 0) * (other[k] ?? 0);
      if (i === j && !(rest > 0)) return null;
      made.push(i === j ? Math.sqrt(rest) : rest / (lower[j]?.[j] ?? 1));
    }
    lower.push(made);
  }
  return lower;
}

function solve(factor: readonly (readonly number[])[], unit: number): number[] {
  const size = factor.length;
  const forward: number[] = [];
  for (let i = 0; i < size; i += 1) {
    let rest = i === unit ? 1 : 0;
    for (let k = 0; k < i; k += 1) rest -= (factor[i]?.[k] ?? 0) * (forward[k] ?? 0);
    forward.push(rest / (factor[i]?.[i] ?? 1));
  }
  const backward = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i -= 1) {
    let rest = forward[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) rest -= (factor[k]?.[i] ?? 0) * (backward[k] ?? 0);
    backward[i] = rest / (factor[i]?.[i] ?? 1);
  }
  return backward;
}
