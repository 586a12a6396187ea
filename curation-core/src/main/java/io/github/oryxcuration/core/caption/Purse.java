package io.github.oryxcuration.core.caption;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;

/**
 * Money that may be spent. The worst price of a call is set aside before it is made, so what is
 * spent never passes the cap, whatever the calls cost and however many are under way.
 */
final class Purse {
  private final long cap;
  private long spent;
  private long aside;

  /**
   * Fills a purse.
   *
   * @param cap in billionths; negative for none
   * @param spent by earlier runs
   */
  Purse(long cap, long spent) {
    this.cap = cap;
    this.spent = spent;
  }

  /**
   * Sets money aside.
   *
   * @throws CurationException CAPTION_OVER_CAP where that would pass the cap
   */
  synchronized void reserve(long worst) {
    if (cap >= 0 && spent + aside + worst > cap) {
      throw new CurationException(
          Reason.CAPTION_OVER_CAP,
          "the call may cost "
              + Money.text(worst)
              + ", and of this bucket's cap of "
              + Money.text(cap)
              + " are spent or set aside "
              + Money.text(spent + aside));
    }
    aside += worst;
  }

  /** Ends a reservation with what the call really cost. */
  synchronized void settle(long worst, long cost) {
    aside -= worst;
    spent += cost;
  }

  synchronized long spent() {
    return spent;
  }
}
