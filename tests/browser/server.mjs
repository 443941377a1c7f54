// A Jupyter server on loopback that knows nothing of the machine's own Jupyter settings.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { until } from './until.mjs';

const commands = {
  lab: (cache, folder, port, settings) => ['/usr/bin/python3', join(import.meta.dirname, 'lab_server.py'), cache, folder, port, settings],
  classic: (_, folder, port) => [join(import.meta.dirname, 'classic_server.sh'), folder, port]
};

/** Starts the server of a front end and waits until it answers. `work` takes its state. `settings` are JupyterLab's. */
export async function startServer(kind, { cache, work, folder, settings, env }) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [program, ...args] = commands[kind](cache, folder, String(port), writtenSettings(work, settings));
  const state = Object.fromEntries(['CONFIG', 'DATA', 'RUNTIME'].map(what => [`JUPYTER_${what}_DIR`, join(work, what.toLowerCase())]));
  const child = spawn(program, args, {
    env: { ...process.env, ...state, IPYTHONDIR: join(work, 'ipython'), JUPYTER_NO_CONFIG: '1', PYDEVD_DISABLE_FILE_VALIDATION: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (log += text));
  const ended = new Promise(resolve => child.once('close', resolve));
  const endWithUs = () => child.kill();
  process.once('exit', endWithUs); // a test that throws leaves no server behind

  const server = {
    url,
    log: () => log,
    async stop() {
      process.off('exit', endWithUs);
      child.kill('SIGTERM'); // it shuts its kernels down first
      const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(patience);
    }
  };
  try {
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`the server ended:\n${log}`);
      return fetch(`${url}/api/status`).then(answer => answer.ok, () => false);
    }, { what: () => `the ${kind} server to answer\n${log}` });
  } catch (problem) {
    await server.stop();
    throw problem;
  }
  return server;
}

/** Writes settings as JupyterLab's settings editor does, in the file of their plugin, and returns the folder. */
function writtenSettings(work, settings) {
  const folder = join(work, 'user-settings');
  mkdirSync(folder);
  for (const [plugin, values] of Object.entries(settings)) {
    const file = join(folder, `${plugin.replace(':', '/')}.jupyterlab-settings`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(values));
  }
  return folder;
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
