"""The two leading right singular vectors of a sparse matrix, the same from every start and on every machine.

Small widths go through the dense product XᵀX; larger ones through Lanczos' method on it with full reorthogonalisation
(Golub and Van Loan, Matrix Computations, 10.3), which needs products with X and Xᵀ only.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh_tridiagonal
from scipy.sparse import csr_array

from maillage.core.positions.scatter import scattered

Floats = NDArray[np.float64]
DIMENSIONS = 2
NARROW = 64
"""Widths up to which XᵀX is written out."""
TIGHT = 1e-12
"""Residual of an eigenpair, as a part of the largest eigenvalue, at which it is taken as found."""
MOST_STEPS = 400
_LOOK_EVERY = 4
_ALIKE = 1e-9
"""Eigenvalues nearer than this part of the largest share a plane, in which any direction is as good."""


class Spectrum(NamedTuple):
    """`values`: the squares of the leading singular values, falling; `vectors`: (width, 2), zeros where there is none."""

    values: Floats
    vectors: Floats


def leading(
    matrix: csr_array, *, start: Floats | None = None, tight: float = TIGHT, steps: int = MOST_STEPS
) -> Spectrum:
    """The two leading directions of the rows of `matrix`; signs are fixed by `with_fixed_signs`.

    `start`: (width, 2) directions that are nearly right (a warm start); they change the time, not the result.
    """
    width = matrix.shape[1]
    values, vectors = np.zeros(DIMENSIONS), np.zeros((width, DIMENSIONS))
    if not matrix.nnz or not width:
        return Spectrum(values, vectors)
    found = _written_out(matrix) if width <= NARROW else _lanczos(matrix, start, tight, steps)
    count = int(np.count_nonzero(found.values > _ALIKE * max(found.values[0], 1e-300)))
    if found.values[0] < 1e-18 * width:
        count = 0
    values[:count], vectors[:, :count] = found.values[:count], found.vectors[:, :count]
    return Spectrum(values, with_fixed_signs(vectors))


def with_fixed_signs(vectors: Floats) -> Floats:
    """Each direction turned so that its heaviest weight is positive (of equal ones, that of the lowest id).

    The directions of −X are those of X, so flipping every vote turns the map by half a turn: both axes mirrored.
    """
    turned = vectors.copy()
    for axis in range(vectors.shape[1]):
        sizes = np.abs(vectors[:, axis])
        heaviest = int(np.argmax(sizes >= sizes.max(initial=0.0) * (1 - 1e-6)))
        if vectors[heaviest, axis] < 0:
            turned[:, axis] *= -1
    return turned


def _probe(width: int, number: int) -> Floats:
    return scattered(width, 101 + number) - 0.5


def _written_out(matrix: csr_array) -> Spectrum:
    product = (matrix.T @ matrix).toarray()
    values, vectors = np.linalg.eigh(product)
    values, vectors = values[::-1], vectors[:, ::-1]
    chosen: list[Floats] = []
    while len(chosen) < min(DIMENSIONS, len(values)):
        alike = np.abs(values - values[len(chosen)]) <= _ALIKE * max(values[0], 1e-300)
        plane = vectors[:, alike]
        if np.count_nonzero(alike) == 1:
            chosen.append(plane[:, 0])
            continue
        direction = plane @ (plane.T @ _probe(len(values), len(chosen)))
        for before in chosen:
            direction -= before * (before @ direction)
        chosen.append(direction / np.linalg.norm(direction))
    return Spectrum(values[: len(chosen)], np.stack(chosen, axis=1))


def _lanczos(matrix: csr_array, start: Floats | None, tight: float, steps: int) -> Spectrum:
    width = matrix.shape[1]
    most = min(width, steps)
    flipped = matrix.T
    basis = np.zeros((most + 1, width))
    first = _probe(width, 0) if start is None else start.sum(axis=1) + 1e-9 * _probe(width, 0)
    basis[0] = first / np.linalg.norm(first)
    diagonal, beside = np.zeros(most), np.zeros(most)
    for steps in range(1, most + 1):
        here = steps - 1
        fresh = flipped @ (matrix @ basis[here])
        diagonal[here] = fresh @ basis[here]
        for _twice in range(2):
            fresh -= basis[:steps].T @ (basis[:steps] @ fresh)
        size = float(np.linalg.norm(fresh))
        if size <= 1e-13 * np.abs(diagonal[:steps]).max():
            fresh, size = _beyond(basis[:steps], steps), 0.0
        beside[here] = size
        basis[steps] = fresh / size if size else fresh
        if steps % _LOOK_EVERY == 0 or steps == most:
            values, weights = _ritz(diagonal[:steps], beside[: steps - 1])
            settled = size * np.abs(weights[-1]) <= tight * values[0]
            if len(values) == DIMENSIONS and bool(np.all(settled)) and (size or steps > 2 * _LOOK_EVERY):
                break
    values, weights = _ritz(diagonal[:steps], beside[: steps - 1])
    return Spectrum(values, basis[:steps].T @ weights)


def _beyond(basis: Floats, number: int) -> Floats:
    """Where the method has run out of directions: another one, orthogonal to all those before."""
    fresh = _probe(basis.shape[1], number)
    for _twice in range(2):
        fresh = fresh - basis.T @ (basis @ fresh)
    size = float(np.linalg.norm(fresh))
    return fresh / size if size > 1e-8 else np.zeros(basis.shape[1])


def _ritz(diagonal: Floats, beside: Floats) -> tuple[Floats, Floats]:
    """Falling eigenvalues of the small tridiagonal matrix, two at most, and their eigenvectors in columns."""
    size = len(diagonal)
    first = max(0, size - DIMENSIONS)
    values, vectors = eigh_tridiagonal(diagonal, beside, select="i", select_range=(first, size - 1))
    return values[::-1].astype(np.float64), vectors[:, ::-1].astype(np.float64)
