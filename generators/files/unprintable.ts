/**
 * Characters that do not arrive in a cluster. `kustomize build` ends with "control characters are not allowed" for most
 * of them; it prints U+0085 as it is, which readers of YAML 1.1 take for a line break; and half a surrogate pair is no
 * character in UTF-8. All others arrive, those of ASCII from U+0000 on as well: a test tries them.
 */
export const unprintable = /[\u007f-\u009f\ufffe\uffff]|\p{Cs}/u;
