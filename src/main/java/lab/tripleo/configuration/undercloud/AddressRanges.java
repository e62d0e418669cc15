package lab.tripleo.configuration.undercloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.tripleo.model.IpAddress;

/**
 * Ranges in the order in which they were added. To find one takes no longer with many of them, as
 * long as they do not overlap.
 */
final class AddressRanges {
  private final List<AddressRange> all = new ArrayList<>();

  /** Those that overlap no earlier one, by their first address. */
  private final NavigableMap<IpAddress, AddressRange> apart = new TreeMap<>();

  private final List<AddressRange> overlapping = new ArrayList<>();

  void add(AddressRange range) {
    if (firstOverlapping(range).isPresent()) {
      overlapping.add(range);
    } else {
      apart.put(range.first(), range);
    }
    all.add(range);
  }

  /** The range that was added first of those that overlap this one. */
  Optional<AddressRange> firstOverlapping(AddressRange range) {
    Stream<AddressRange> near =
        Stream.of(apart.floorEntry(range.first()), apart.ceilingEntry(range.first()))
            .flatMap(Stream::ofNullable)
            .map(Map.Entry::getValue);
    boolean overlaps = Stream.concat(near, overlapping.stream()).anyMatch(range::overlaps);
    return overlaps ? all.stream().filter(range::overlaps).findFirst() : Optional.empty();
  }

  /** The range that was added first of those that have the address. */
  Optional<AddressRange> firstWith(IpAddress address) {
    return firstOverlapping(new AddressRange("", address, address));
  }
}
