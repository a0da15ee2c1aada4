// TypeScript whose types are taken away: annotations, interfaces, generics, casts, type-only imports.
import * as net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

interface Message {
  readonly id: number;
  text?: string;
}
type Handler<T> = (message: T, reply: (answer: string) => void) => void;

class Peer<T extends Message> {
  private buffer: string = '';
  readonly #socket: Socket;
  protected handlers: Array<Handler<T>> = [];

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string): void => this.feed(text));
  }

  public onMessage(handler: Handler<T>): this {
    this.handlers.push(handler);
    return this;
  }

  private feed(text: string): void {
    this.buffer += text;
    let at: number;
    while ((at = this.buffer.indexOf('\n')) >= 0) {
      const message = JSON.parse(this.buffer.slice(0, at)) as T;
      this.buffer = this.buffer.slice(at + 1);
      for (const handler of this.handlers) handler(message, (answer) => this.send({ id: message.id, text: answer } as T));
    }
  }

  send(message: T): boolean {
    return this.#socket.write(`${JSON.stringify(message)}\n`);
  }
}

const server: net.Server = net.createServer((socket: Socket) => {
  new Peer<Message>(socket).onMessage((message, reply) => reply(`you said ${message.text ?? 'nothing'}`));
});
server.listen(0, '127.0.0.1', (): void => {
  const { port } = server.address() as AddressInfo;
  const socket = net.connect(port, '127.0.0.1');
  const peer = new Peer(socket);
  let left: number = 2;
  peer.onMessage((message: Message) => {
    console.log(message.id, message.text!);
    if (--left === 0) {
      socket.end();
      server.close();
    }
  });
  peer.send({ id: 1, text: 'hello' });
  peer.send({ id: 2 } satisfies Message);
});
