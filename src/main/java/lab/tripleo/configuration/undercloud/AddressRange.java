package lab.tripleo.configuration.undercloud;

import lab.tripleo.model.IpAddress;

/**
 * Addresses that DHCP or the undercloud assigns.
 *
 * @param what they are for, as a message names them
 * @param first the lowest
 * @param last the highest
 */
record AddressRange(String what, IpAddress first, IpAddress last) {
  boolean contains(IpAddress address) {
    return address.compareTo(first) >= 0 && address.compareTo(last) <= 0;
  }

  boolean overlaps(AddressRange other) {
    return contains(other.first) || other.contains(first);
  }

  @Override
  public String toString() {
    return what + " (" + first + " to " + last + ")";
  }
}
