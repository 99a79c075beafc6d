// A server that dies is started again, but not for ever; two windows on one folder have one each.
const { RACE } = require('../scenarios.js');

async function change(window, pids) {
  for (let i = 0; i < 600; i++) {
    const now = window.servers().filter(each => !pids.includes(each));
    if (now.length) return now;
    await window.page.waitForTimeout(100);
  }
  throw new Error('no server was started');
}

module.exports = {
  files: { 'race.pw': RACE },
  async run(window) {
    const { page } = window;
    await window.open('race.pw');
    await window.contains('.codelens-decoration', 'final, expected safe');
    const other = await window.harness.window(window.part, window.server, window.work);
    await other.open('race.pw');
    await other.contains('.codelens-decoration', 'final, expected safe');
    window.tell('two windows on one folder', window.servers().length === 2, window.servers().join());
    await other.close();
    const all = window.servers();
    for (let i = 1; i <= 4; i++) {
      const before = window.servers();
      before.forEach(pid => process.kill(pid, 'SIGKILL'));
      if (i < 4) {
        await change(window, before);
        await window.write(RACE + '// ' + i);
        await window.contains('.codelens-decoration', 'final, expected safe');
        window.tell(`a server that dies is started again (${i})`);
      }
    }
    await window.contains('.notifications-toasts', 'The server has stopped 4 times in 3 minutes');
    window.tell('but not for ever', all.length > 0);
    await window.command('Pagewalk: Restart the Server');
    await window.write(RACE);
    await window.contains('.codelens-decoration', 'final, expected safe');
    window.tell('until somebody asks for it');
  },
};
