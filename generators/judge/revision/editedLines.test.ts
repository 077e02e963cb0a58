import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from './editedLines.ts';

test('a diff without context names the lines that it adds, by file', () => {
  const diff = `diff --git overlays/production/environment.yaml overlays/production/environment.yaml
--- overlays/production/environment.yaml
+++ overlays/production/environment.yaml
@@ -34 +34 @@ apps:
-    scale: { min: 60, max: 60 }
+    scale: { min: 6, max: 60 }
@@ -50,0 +51,2 @@ apps:
+  push:
+    scale: { min: 3, max: 6 }
@@ -60,3 +62,0 @@ apps:
-  a:
-  b:
-  c:
--- overlays/production/images.yaml
+++ overlays/production/images.yaml
@@ -3 +3 @@
-images: {}
+images: { auth: "x" }
`;
  assert.deepEqual(
    [...linesOf(diff)].map(([file, lines]) => [file, [...lines]]),
    [
      ['overlays/production/environment.yaml', [34, 51, 52]],
      ['overlays/production/images.yaml', [3]],
    ],
  );
});
