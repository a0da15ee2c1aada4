// The echo of echo.js, in so many workers of a cluster; one is a single process.
const cluster = require('cluster');
const workers = Number(process.argv[3]);
if (workers > 1 && cluster.isPrimary) {
  let online = 0;
  for (let i = 0; i < workers; i++) cluster.fork();
  // None listens before all are there: the first would get all connections.
  cluster.on('online', () => {
    if (++online === workers) for (const id in cluster.workers) cluster.workers[id].send('listen');
  });
} else if (cluster.isWorker) {
  process.once('message', () => require('./echo.js'));
} else {
  require('./echo.js');
}
