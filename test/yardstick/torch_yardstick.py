#!/usr/bin/env python3
"""The networks of Oryx at real size in plain PyTorch, with random weights: what the runtime is timed against.

Needs torch (Debian: python3-torch 1.13.1, and libopenblas0-pthread, without which it is 40 times slower). Reads commands from standard input, one a line, and
answers each with one line of seconds, so that a benchmark can alternate between this process and its own work:

    vit SIDE            OryxViT (27 blocks of width 1152) over one picture of SIDE x SIDE pixels
    prefill TOKENS      a decoder of Qwen2-0.5B's shape over a prompt, logits of the last position
    decode STEPS        so many single-token steps after the last prompt; the answer is seconds for all of them
    quit

Usage: torch_yardstick.py [THREADS [DEVICE [DTYPE]]]     (2 cpu float32)
"""
import sys
import time

import torch
import torch.nn.functional as F

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 2
DEVICE = sys.argv[2] if len(sys.argv) > 2 else "cpu"
DTYPE = getattr(torch, sys.argv[3]) if len(sys.argv) > 3 else torch.float32
torch.set_num_threads(THREADS)
torch.set_grad_enabled(False)
torch.manual_seed(1)
FUSED = hasattr(F, "scaled_dot_product_attention")


def random(*shape):
    return (torch.randn(*shape) * 0.02).to(DEVICE, DTYPE)


def attention(q, k, v, causal=False):  # [heads, queries, d], [heads, keys, d] twice
    if FUSED:
        return F.scaled_dot_product_attention(q[None], k[None], v[None], is_causal=causal)[0]
    scores = torch.bmm(q * q.shape[-1] ** -0.5, k.transpose(1, 2))
    if causal:
        n = q.shape[1]
        scores += torch.full((n, n), float("-inf"), device=q.device).triu(1)
    return torch.bmm(scores.softmax(-1), v)


class Vit:
    WIDTH, DEPTH, HEADS, MLP, PATCH, GRID = 1152, 27, 16, 4304, 16, 128

    def __init__(self):
        w, m = self.WIDTH, self.MLP
        self.patch, self.patch_bias = random(w, 3, self.PATCH, self.PATCH), random(w)
        self.table = random(1, w, self.GRID, self.GRID)
        self.blocks = [
            dict(
                n1=random(w) + 1, n1b=random(w), qkv=random(3 * w, w), qkvb=random(3 * w), proj=random(w, w), projb=random(w),
                n2=random(w) + 1, n2b=random(w), fc1=random(m, w), fc1b=random(m), fc2=random(w, m), fc2b=random(w),
            )
            for _ in range(self.DEPTH)
        ]

    def __call__(self, pixels):  # [1, 3, H, W] -> [patches, width]
        x = F.conv2d(pixels, self.patch, self.patch_bias, stride=self.PATCH)
        x = x + F.interpolate(self.table, size=x.shape[-2:], mode="bilinear", align_corners=False)
        x = x.flatten(2).transpose(1, 2)[0]
        n, w, h = x.shape[0], self.WIDTH, self.HEADS
        for b in self.blocks:
            y = F.layer_norm(x, (w,), b["n1"], b["n1b"], 1e-6)
            q, k, v = F.linear(y, b["qkv"], b["qkvb"]).view(n, 3, h, w // h).permute(1, 2, 0, 3)
            y = attention(q, k, v).transpose(0, 1).reshape(n, w)
            x = x + F.linear(y, b["proj"], b["projb"])
            y = F.layer_norm(x, (w,), b["n2"], b["n2b"], 1e-6)
            x = x + F.linear(F.gelu(F.linear(y, b["fc1"], b["fc1b"])), b["fc2"], b["fc2b"])
        return x


class Decoder:
    HIDDEN, LAYERS, HEADS, KV, HEAD, MLP, VOCAB = 896, 24, 14, 2, 64, 4864, 151936

    def __init__(self):
        d, kv, m = self.HIDDEN, self.KV * self.HEAD, self.MLP
        self.embed = random(self.VOCAB, d)
        self.norm = random(d) + 1
        self.layers = [
            dict(
                n1=random(d) + 1, q=random(d, d), qb=random(d), k=random(kv, d), kb=random(kv), v=random(kv, d), vb=random(kv),
                o=random(d, d), n2=random(d) + 1, gate=random(m, d), up=random(m, d), down=random(d, m),
            )
            for _ in range(self.LAYERS)
        ]
        self.frequencies = 1e6 ** (-torch.arange(0, self.HEAD, 2, device=DEVICE).float() / self.HEAD)
        self.cache = []

    @staticmethod
    def rms(x, w):
        y = x.float()
        return w * (y * torch.rsqrt(y.pow(2).mean(-1, keepdim=True) + 1e-6)).to(x.dtype)

    def rotate(self, x, positions):  # [heads, n, d]
        angles = torch.outer(positions.float(), self.frequencies)
        angles = torch.cat([angles, angles], -1)
        half = x.shape[-1] // 2
        turned = torch.cat([-x[..., half:], x[..., :half]], -1)
        return x * angles.cos().to(x.dtype) + turned * angles.sin().to(x.dtype)

    def __call__(self, ids, start):  # [n] -> [vocab], of the last position
        x = self.embed[ids]
        n = x.shape[0]
        positions = torch.arange(start, start + n, device=DEVICE)
        group = self.HEADS // self.KV
        for i, w in enumerate(self.layers):
            y = self.rms(x, w["n1"])
            q = F.linear(y, w["q"], w["qb"]).view(n, self.HEADS, self.HEAD).transpose(0, 1)
            k = F.linear(y, w["k"], w["kb"]).view(n, self.KV, self.HEAD).transpose(0, 1)
            v = F.linear(y, w["v"], w["vb"]).view(n, self.KV, self.HEAD).transpose(0, 1)
            q, k = self.rotate(q, positions), self.rotate(k, positions)
            if start:
                k, v = torch.cat([self.cache[i][0], k], 1), torch.cat([self.cache[i][1], v], 1)
                self.cache[i] = (k, v)
            else:
                self.cache.append((k, v))
            y = attention(q, k.repeat_interleave(group, 0), v.repeat_interleave(group, 0), causal=n > 1)
            x = x + F.linear(y.transpose(0, 1).reshape(n, self.HIDDEN), w["o"])
            y = self.rms(x, w["n2"])
            x = x + F.linear(F.silu(F.linear(y, w["gate"])) * F.linear(y, w["up"]), w["down"])
        return F.linear(self.rms(x[-1:], self.norm), self.embed)[0].float()


def seconds(work):
    if DEVICE != "cpu":
        torch.cuda.synchronize()
    start = time.perf_counter()
    work()
    if DEVICE != "cpu":
        torch.cuda.synchronize()
    return time.perf_counter() - start


def main():
    vit, decoder, length = None, None, 0
    for line in sys.stdin:
        words = line.split()
        if not words or words[0] == "quit":
            break
        number = int(words[1])
        if words[0] == "vit":
            vit = vit or Vit()
            pixels = random(1, 3, number, number) * 50
            took = seconds(lambda: vit(pixels))
        elif words[0] == "prefill":
            decoder = decoder or Decoder()
            decoder.cache = []
            ids, length = torch.randint(0, Decoder.VOCAB, (number,), device=DEVICE), number
            took = seconds(lambda: decoder(ids, 0))
        elif words[0] == "decode":
            def steps():
                for step in range(number):
                    decoder(torch.tensor([step + 5], device=DEVICE), length + step)
            took = seconds(steps)
            length += number
        else:
            print("unknown command: " + words[0], file=sys.stderr)
            continue
        print("%.4f" % took, flush=True)


main()
