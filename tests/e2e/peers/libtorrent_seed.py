"""Seeds with Debian's python3-libtorrent on 127.0.0.1: libtorrent_seed.py TORRENT FOLDER."""
import json
import sys
import time

import libtorrent as lt

torrent, folder = sys.argv[1:]
session = lt.session({
    "listen_interfaces": "127.0.0.1:0",
    "enable_dht": False,
    "enable_lsd": False,
    "enable_upnp": False,
    "enable_natpmp": False,
    "allow_multiple_connections_per_ip": True,
})
params = lt.add_torrent_params()
params.ti = lt.torrent_info(torrent)
params.save_path = folder
params.flags &= ~(lt.torrent_flags.paused | lt.torrent_flags.auto_managed)
handle = session.add_torrent(params)
while not handle.status().is_seeding:
    time.sleep(0.05)
print(json.dumps({"kind": "ready", "endpoints": [f"127.0.0.1:{session.listen_port()}"]}), flush=True)
time.sleep(180)
