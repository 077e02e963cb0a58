/** The annotation of pods that hold a place: the app whose pods it is for. Rules know them by it. */
export const headroomAnnotation = 'nodes.gitops.dev/headroom';
