// The objects of each folder as a chart of cdk8s, as its documentation does it: https://cdk8s.io/docs/latest/
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [packages, manifests, outdir] = process.argv.slice(2);
const { ApiObject, App, Chart } = createRequire(packages)('cdk8s');
const app = new App({ outdir });
for (const { folder, objects } of JSON.parse(readFileSync(manifests, 'utf8'))) {
  const chart = new Chart(app, folder.replaceAll('/', '-'));
  for (const [index, object] of objects.entries()) new ApiObject(chart, `o${index}`, object);
}
app.synth();
