// The check of the Node.js version, which every script loads first. This folder is CommonJS, and this file has no
// types: so a Node.js that cannot read TypeScript runs it as JavaScript, and reports that it is too old instead of
// ERR_UNKNOWN_FILE_EXTENSION.
// https://nodejs.org/api/typescript.html

/** The oldest release that reads TypeScript as it is. */
const least = '22.18';

if (!process.features.typescript) {
  process.stderr.write(
    `failed  Node.js ${least} or newer is needed, and this is ${process.versions.node}.\n` +
      '  fix  Run "npm ci", which brings one (but not with --omit=optional, nor for musl), and then "npm run <command>"; ' +
      'or install a newer one.\n',
  );
  process.exit(2);
}
