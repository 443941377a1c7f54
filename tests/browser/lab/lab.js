// The page: all plugins of the packages in package.json, started as JupyterLab starts them.
import './build/style.js';
import { JupyterLab } from '@jupyterlab/application';
import { extensions, mimeExtensions } from './build/packages.js';

// These ask the server for what only a whole JupyterLab installation has (news, language servers).
const unwanted = /:announcements|language-server|@jupyterlab\/lsp-extension/;

const pluginsOf = module => [module.default ?? module].flat();

async function start() {
  const lab = new JupyterLab({ mimeExtensions: await mimeExtensions() });
  const plugins = (await extensions()).flatMap(pluginsOf);
  lab.registerPlugins(plugins.filter(plugin => !unwanted.test(plugin.id)));
  await lab.start();
  await lab.restored;
  // The name under which JupyterLab itself offers its application to a browser's console; the driver asks it for the notebook's model.
  window.jupyterapp = lab;
}

start();
