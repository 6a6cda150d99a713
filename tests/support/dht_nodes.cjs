// dht_nodes.cjs COUNT HOST:PORT: so many nodes of npm's bittorrent-dht, which enter by that node.
// Prints "ready" once all listen.
const crypto = require('crypto')
const DHT = require('bittorrent-dht')

const prefix = Buffer.from('302a300506032b6570032100', 'hex')

function verify (signature, message, key) {
  const der = Buffer.concat([prefix, key])
  const publicKey = crypto.createPublicKey({ key: der, format: 'der', type: 'spki' })
  return crypto.verify(null, message, publicKey, signature)
}

const count = Number(process.argv[2])
let listening = 0
for (let i = 0; i < count; ++i) {
  const dht = new DHT({ bootstrap: [process.argv[3]], verify, host: '127.0.0.1' })
  dht.on('error', error => console.error(error))
  dht.listen(0, '127.0.0.1', () => {
    if (++listening === count) console.log('ready')
  })
}
