/** The region of interest as the page reads it from a picture: types only. The region itself is the setting `data.region`. */
export interface RegionSlice {
  /** Rejects with `region-unreadable`, `region-photograph`, `region-other-shape` or `region-empty`; the region of before stays. */
  setRegionFile(file: File): Promise<void>;
}
