// Seeds with webtorrent 1 on every address: webtorrent_seed.cjs TORRENT FOLDER.
const WebTorrent = require('webtorrent')

const [torrent, folder] = process.argv.slice(2)
const client = new WebTorrent({
  dht: false, lsd: false, tracker: false, utp: false, webSeeds: false
})
client.add(torrent, { path: folder }, added => {
  const tell = () => console.log(JSON.stringify({
    kind: 'ready', endpoints: [`127.0.0.1:${client.address().port}`]
  }))
  if (added.done) tell()
  else added.once('done', tell)
})
setTimeout(() => process.exit(1), 180000)
