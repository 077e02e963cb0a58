/**
 * The functions that write one layer of an app as its difference to the one below:
 *
 * Resource[] of two layers ─ deriveLayer ─▶ Layer ─ overlayFiles ─▶ files of the overlay Resource[] of the base
 * ─────────────────────────── baseFiles ───▶ files of the base
 *
 * `kustomize build` of the overlay then equals the upper layer's resources, in the order of {@link inKustomizeOrder}.
 * Kustomize v5.8.2 itself cannot carry some values, so apps must not render them: empty `annotations` (dropped), a key
 * `<<` (dropped), and a text of several lines that starts with a tab (no JSON 6902 patch of its object can be applied).
 */
export { deriveLayer, type Layer, type Patch } from './derive.ts';
export { baseFiles, type LayerFile, overlayFiles } from './files.ts';
export { inKustomizeOrder } from './order.ts';
