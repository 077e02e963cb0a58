import type { Machine } from './job.ts';

/** An image, and what is installed in it before a job: what its repositories sign, in the version they have. */
interface Pinned {
  readonly image: string;
  readonly prepare: string;
}

/**
 * Images by the digest of their index. Alpine 3.24 has Go 1.26; `tar` and `zstd` are for caches, `openssh-client` for
 * clones. Debian runs what downloads programs that need glibc; its npm brings Node.js by `npm ci`.
 * https://hub.docker.com/_/node, https://hub.docker.com/_/golang
 */
export const machines: Readonly<Record<Machine, Pinned>> = {
  alpine: {
    image: 'node:26.7.0-alpine3.24@sha256:aadf416b2cdce311a8811ba3f0608a61b77dbf997500e2eafe781b51f6a0b019',
    prepare: 'apk add --no-cache git go openssh-client tar zstd',
  },
  debian: {
    image: 'golang:1.26.5-trixie@sha256:4ee9ffa999b4583ce281939cdff828763083610292f252279a0cee77473bd9a7',
    prepare:
      'apt-get update && apt-get install --yes --no-install-recommends nodejs npm openssh-client python3-pip zstd',
  },
};

/** An action of GitHub: by commit, with the tag that names it. */
interface Action {
  readonly uses: string;
  readonly tag: string;
}

const action = (name: string, commit: string, tag: string): Action => ({ uses: `${name}@${commit}`, tag });

/** Actions, each by the commit of its tag in its own repository. */
export const actions = {
  checkout: action('actions/checkout', '3d3c42e5aac5ba805825da76410c181273ba90b1', 'v7.0.1'),
  restore: action('actions/cache/restore', '27d5ce7f107fe9357f9df03efb73ab90386fccae', 'v5.0.5'),
  save: action('actions/cache/save', '27d5ce7f107fe9357f9df03efb73ab90386fccae', 'v5.0.5'),
  upload: action('actions/upload-artifact', 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f', 'v7.0.0'),
  download: action('actions/download-artifact', '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c', 'v8.0.1'),
  cosign: action('sigstore/cosign-installer', '6f9f17788090df1f26f669e9d70d6ae9567deba6', 'v4.1.2'),
} as const satisfies Readonly<Record<string, Action>>;

/** The cache of built programs and schemas in a clone: `MOBILE_GITOPS_CACHE`. Its content is found by checksums. */
export const toolCache = {
  path: '.cache/tools',
  /** What it is made from: a cache made from other files is a start all the same. */
  madeFrom: ['tools/go.sum', 'tools/schemas.lock.json'],
} as const;
