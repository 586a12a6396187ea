package io.github.oryxcuration.needle.choose;

import java.util.Arrays;

/** A maximum flow over whole numbers (Dinic). Equal networks give equal flows. */
final class FlowNetwork {
  private final int[] head;
  private int[] next = new int[64];
  private int[] to = new int[64];
  private int[] left = new int[64];
  private int edges;
  private int[] level = new int[0];
  private int[] at = new int[0];

  FlowNetwork(int nodes) {
    head = new int[nodes];
    Arrays.fill(head, -1);
  }

  /** Adds an edge and returns its number. */
  int add(int from, int target, int capacity) {
    if (edges + 2 > to.length) {
      next = Arrays.copyOf(next, 2 * to.length);
      left = Arrays.copyOf(left, 2 * to.length);
      to = Arrays.copyOf(to, 2 * to.length);
    }
    int edge = edges;
    half(from, target, capacity);
    half(target, from, 0);
    return edge;
  }

  private void half(int from, int target, int capacity) {
    to[edges] = target;
    left[edges] = capacity;
    next[edges] = head[from];
    head[from] = edges++;
  }

  /** What flows through an edge. */
  int flow(int edge) {
    return left[edge ^ 1];
  }

  void widen(int edge, int more) {
    left[edge] += more;
  }

  /** Sends as much more as fits, and returns how much that was. */
  int push(int source, int sink) {
    int sum = 0;
    while (reaches(source, sink)) {
      at = head.clone();
      int sent = send(source, sink, Integer.MAX_VALUE);
      while (sent > 0) {
        sum += sent;
        sent = send(source, sink, Integer.MAX_VALUE);
      }
    }
    return sum;
  }

  private boolean reaches(int source, int sink) {
    level = new int[head.length];
    Arrays.fill(level, -1);
    int[] queue = new int[head.length];
    int filled = 0;
    queue[filled++] = source;
    level[source] = 0;
    for (int done = 0; done < filled; done++) {
      int node = queue[done];
      for (int edge = head[node]; edge >= 0; edge = next[edge]) {
        if (left[edge] > 0 && level[to[edge]] < 0) {
          level[to[edge]] = level[node] + 1;
          queue[filled++] = to[edge];
        }
      }
    }
    return level[sink] >= 0;
  }

  /** At most three levels deep and back through alternating paths; bounded by the nodes. */
  private int send(int node, int sink, int most) {
    if (node == sink) {
      return most;
    }
    for (; at[node] >= 0; at[node] = next[at[node]]) {
      int edge = at[node];
      if (left[edge] > 0 && level[to[edge]] == level[node] + 1) {
        int sent = send(to[edge], sink, Math.min(most, left[edge]));
        if (sent > 0) {
          left[edge] -= sent;
          left[edge ^ 1] += sent;
          return sent;
        }
      }
    }
    return 0;
  }
}
