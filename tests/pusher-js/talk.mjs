// pusher-js as any page uses it, steered by lines on standard input and telling what happens to it on standard output.
// One JSON object a line, both ways; the first argument is a JSON object with the options.

import { createInterface } from 'node:readline';
import Pusher from 'pusher-js';

const { key, host, port, endpoint, headers } = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const pusher = new Pusher(key, {
  cluster: 'none',
  wsHost: host,
  wsPort: port,
  forceTLS: false,
  enabledTransports: ['ws'],
  enableStats: false,
  channelAuthorization: { endpoint, headers, transport: 'ajax' },
});
pusher.connection.bind('state_change', ({ current }) => say({ state: current }));
pusher.connection.bind('connecting_in', (seconds) => say({ connecting_in: seconds }));
pusher.connection.bind('error', (error) => say({ error: error?.data?.code ?? error?.error?.data?.code ?? null }));

/** What the channel is told; members are told as who they are. */
const told = (event, data) => {
  if (event === 'pusher:subscription_succeeded' && data?.members) return { members: Object.keys(data.members), me: data.myID };
  return data ?? null;
};

const verbs = {
  subscribe: ({ channel }) =>
    pusher.subscribe(channel).bind_global((event, data) => say({ channel, event, data: told(event, data) })),
  unsubscribe: ({ channel }) => pusher.unsubscribe(channel),
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    verbs[command.do](command);
  })
  .on('close', () => process.exit(0));
