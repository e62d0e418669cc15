"""python -m modelled FOLDER NAME DESCRIPTION [machine [undercloud]]: a host as it is before anything runs there, or with an undercloud."""
import sys

from . import ironic
from .host import Host

Host.make(sys.argv[2], sys.argv[1], sys.argv[3], 'machine' in sys.argv[4:])
if 'undercloud' in sys.argv[4:]:
    host = Host(sys.argv[2], sys.argv[1])
    ironic.begin(host)
    host.save()
