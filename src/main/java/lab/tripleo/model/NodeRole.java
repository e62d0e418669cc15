package lab.tripleo.model;

/** What a node is deployed as: a role of TripleO. */
public enum NodeRole {
  CONTROLLER("Controller", "control", 1),
  COMPUTE("Compute", "compute", 1),
  COMPUTE_HCI("ComputeHCI", "compute", 2),
  CEPH_STORAGE("CephStorage", "ceph-storage", 2),
  OBJECT_STORAGE("ObjectStorage", "swift-storage", 2),
  BLOCK_STORAGE("BlockStorage", "block-storage", 2);

  private final String word;
  private final String profile;
  private final int leastDisks;

  NodeRole(String word, String profile, int leastDisks) {
    this.word = word;
    this.profile = profile;
    this.leastDisks = leastDisks;
  }

  /** TripleO's name of the role, as written in the configuration. */
  public String word() {
    return word;
  }

  /** Ironic's capability {@code profile}, by which the undercloud's flavors select nodes. */
  public String profile() {
    return profile;
  }

  /** A role that stores data needs a disk for it beside the one of its system. */
  public int leastDisks() {
    return leastDisks;
  }
}
