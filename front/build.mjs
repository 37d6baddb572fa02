// Bundles the CSS layers, the fonts and the ES modules into src/maillage/ui/static/dist (names carry a hash of
// their content, manifest.json tells which is which), and copies the icons that templates inline.
import { build } from "esbuild";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const ui = path.join(root, "src/maillage/ui");
const dist = path.join(ui, "static/dist");
const fresh = `${dist}.new`;

// tokens.css says every colour once, as light-dark(day, night). Browsers in the field are older than that function:
// the pairs are written out here, for the preference of the screen and for the two classes of the style page.
const twoFaces = {
  name: "two-faces",
  setup(builder) {
    builder.onLoad({ filter: /tokens\.css$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      const pairs = [...source.matchAll(/(--[\w-]+):\s*light-dark\(([^,]+),\s*(.+?)\);/g)];
      const side = (index) => pairs.map((pair) => `${pair[1]}: ${pair[index].trim()};`).join(" ");
      const plain = source.replace(/light-dark\(([^,]+),\s*(.+?)\);/g, "$1;");
      const contents = `${plain}
        @media screen and (prefers-color-scheme: dark) { :root { ${side(3)} } }
        @media print { :root, .is-dark { color-scheme: light; } }
        .is-light { color-scheme: light; ${side(2)} }
        @media screen { .is-dark { color-scheme: dark; ${side(3)} } }`;
      return { contents, loader: "css" };
    });
  },
};

await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });
const result = await build({
  entryPoints: { main: path.join(root, "front/js/main.js"), style: path.join(root, "front/css/style.css"), plain: path.join(root, "front/css/plain.css"), map: path.join(root, "front/css/map.css") },
  outdir: fresh,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  splitting: true, // what only a map needs is fetched by those who look at one
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2020", "chrome100", "firefox100", "safari15.4"],
  loader: { ".woff2": "file", ".png": "empty" },
  legalComments: "linked",
  metafile: true,
  plugins: [twoFaces],
  logLevel: "warning",
});
const manifest = {};
for (const [file, { entryPoint }] of Object.entries(result.metafile.outputs)) {
  if (entryPoint) manifest[path.basename(entryPoint)] = `dist/${path.basename(file)}`;
}
await writeFile(path.join(fresh, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
await rm(dist, { recursive: true, force: true });
await rename(fresh, dist);

for (const [from, to] of [["24/outline", "outline"], ["24/solid", "solid"]]) {
  await cp(path.join(root, "node_modules/heroicons", from), path.join(ui, "icons", to), { recursive: true });
}
console.log(`front: ${Object.values(manifest).join(", ")}`);
