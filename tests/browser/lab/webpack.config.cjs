// Bundles every JupyterLab extension of package.json into one page, with JupyterLab's own settings.
// setup.sh runs this in the cache folder, beside node_modules.
const fs = require('fs');
const path = require('path');
const { merge } = require('webpack-merge');
const { Build } = require('@jupyterlab/builder');
const labSettings = require('@jupyterlab/builder/lib/webpack.config.base');

const build = path.join(__dirname, 'build');
const manifestOf = name => require(`${name}/package.json`);
const packages = Object.keys(require('./package.json').devDependencies).filter(name => manifestOf(name).jupyterlab);

// Schemas and themes are files that the server reads; style.js imports the style sheets of all packages.
fs.mkdirSync(build, { recursive: true });
const themes = Build.ensureAssets({ packageNames: packages, output: build });

// Which packages are plugins and which are renderers, they say themselves: a list here would only go stale.
const imports = kind =>
  packages
    .filter(name => manifestOf(name).jupyterlab[kind])
    .map(name => {
      const entry = manifestOf(name).jupyterlab[kind];
      return `import('${entry === true ? name : `${name}/${entry}`}')`;
    })
    .join(', ');
fs.writeFileSync(
  path.join(build, 'packages.js'),
  `export const extensions = () => Promise.all([${imports('extension')}]);\n` +
    `export const mimeExtensions = () => Promise.all([${imports('mimeExtension')}]);\n`
);

const lab = merge(labSettings, {
  mode: 'production',
  entry: path.join(__dirname, 'lab.js'),
  output: { path: path.join(build, 'static'), filename: 'lab.js', publicPath: 'auto' },
  optimization: { minimize: false }, // the page comes over loopback; a build in half the time is worth more
  performance: { hints: false }
});

module.exports = [lab, ...themes];
