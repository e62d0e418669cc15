"""python -m modelled FOLDER NAME DESCRIPTION [machine]: a host as it is before anything runs there."""
import sys

from .host import Host

Host.make(sys.argv[2], sys.argv[1], sys.argv[3], sys.argv[4:] == ['machine'])
