"""Tells the DHT that 127.0.0.1:PORT has a torrent: dht_stranger.py NODE HASH PORT.

It does so whether or not the torrent is private, and writes a line when the DHT knows.
"""
import json
import sys
import time

import libtorrent as lt

node, info_hash, port = sys.argv[1:]
host, node_port = node.rsplit(":", 1)
session = lt.session({
    "listen_interfaces": "127.0.0.1:0",
    "enable_lsd": False,
    "enable_upnp": False,
    "enable_natpmp": False,
    "dht_bootstrap_nodes": "",
    "dht_restrict_routing_ips": False,
    "dht_restrict_search_ips": False,
    "dht_ignore_dark_internet": False,
    "dht_enforce_node_id": False,
    "dht_prefer_verified_node_ids": False,
    "alert_mask": lt.alert.category_t.dht_notification | lt.alert.category_t.dht_operation_notification,
})
session.add_dht_node((host, int(node_port)))
wanted = lt.sha1_hash(bytes.fromhex(info_hash))
end = time.monotonic() + 30
while time.monotonic() < end:
    session.dht_announce(wanted, int(port))
    session.dht_get_peers(wanted)
    time.sleep(0.5)
    for alert in session.pop_alerts():
        if isinstance(alert, lt.dht_get_peers_reply_alert) and alert.num_peers() > 0:
            print(json.dumps({"kind": "announced"}), flush=True)
            time.sleep(120)
