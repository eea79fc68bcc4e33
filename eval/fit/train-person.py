"""Fits the sentence ranking and the refusal for questions to a person. See README.md beside this file.

    node eval/fit/person-inputs.ts FOLDER ranking
    python3 eval/fit/train-person.py ranking FOLDER   writes src/twin/answering/person-weights.ts
    node eval/fit/person-inputs.ts FOLDER refusal
    python3 eval/fit/train-person.py refusal FOLDER   writes src/twin/answering/refusal-network.bin

Every figure printed is of twins left out, of the word vectors too. The ranking is linear, with the listwise softmax loss
(ListNet, Cao et al. 2007). The refusal is one hidden layer with dropout (Srivastava et al. 2014); both classes weigh the same, so that .5 is the
threshold. A bag of the question's words and pairs beside the vectors did better on twins left out (area under the curve .86
for .84), but had learned how these questions are put: on the sample's, which somebody else wrote, it did worse (.83 for .91).
"""
import json
import os
import random
import struct
import sys

import numpy as np
import torch

FOLDS = 4
HIDDEN = 32
MEMBERS = 5  # networks from different starts, whose logits are averaged: one alone varies by some points
VECTOR = 100  # the last inputs: the question's vector
ANSWERING = os.path.join(os.path.dirname(__file__), '../../src/twin/answering')


def read(folder, kind, fold):
    name = f'{folder}/{kind}-{fold}'
    described = json.load(open(f'{name}.json'))
    return described['features'], described['questions'], np.fromfile(f'{name}.x', dtype=np.float32)


def learn(parameters, steps_of, epochs, rate, decay):
    """AdamW (Loshchilov and Hutter 2019), its rate falling to nothing. `steps_of(epoch)` yields the losses to step by."""
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=decay)
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group['lr'] = rate * (1 - epoch / epochs)
        for loss in steps_of():
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


# ---- ranking


def ranking(folder):
    folds = []
    for fold in range(FOLDS):
        features, questions, rows = read(folder, 'ranking', fold)
        rows = rows.reshape(-1, len(features))
        right = np.fromfile(f'{folder}/ranking-{fold}.y', dtype=np.uint8).astype(bool)
        ends = np.cumsum([one['count'] for one in questions])
        folds.append(list(zip(questions, np.split(rows, ends[:-1]), np.split(right, ends[:-1]))))
    scale = np.concatenate([rows for fold in folds for _, rows, _ in fold[::7]]).std(0) + 1e-6

    def fitted(cases):
        cases = [(torch.tensor(rows / scale), torch.tensor(right)) for _, rows, right in cases if right.any()]
        weights = torch.zeros(len(features), requires_grad=True)

        def steps():
            random.shuffle(cases)
            for at in range(0, len(cases), 32):
                loss = 0
                for rows, right in cases[at : at + 32]:
                    scores = rows @ weights
                    loss = loss + torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)
                yield loss / 32

        learn([weights], steps, 6, 3e-3, 1e-4)
        return weights.detach().numpy() / scale

    figures = []
    for left_out in range(FOLDS):
        weights = fitted([case for fold in range(FOLDS) if fold != left_out for case in folds[fold]])
        held = {'first': [], 'three': [], 'eight': [], 'first in other languages': [], 'found': []}
        for question, rows, right in folds[left_out]:
            if not question['answerable']:
                continue
            best = right[np.argsort(-(rows @ weights), kind='stable')]
            held['found'].append(right.any())
            held['first'].append(best[:1].any())
            held['three'].append(best[:3].any())
            held['eight'].append(best[:8].any())
            if question['language'] != 'en':
                held['first in other languages'].append(best[:1].any())
        figures.append([np.mean(values) for values in held.values()])
    said = ', '.join(f'{name} {value:.3f}' for name, value in zip(held, np.mean(figures, 0)))
    print(said)
    weights = fitted([case for fold in folds for case in fold])
    lines = ''.join(f'  {name}: {round(float(weight), 3)},\n' for name, weight in zip(features, weights))
    with open(f'{ANSWERING}/person-weights.ts', 'w') as file:
        file.write(f"""import type {{ FeatureName }} from './sentence-features.ts'

/**
 * Weights of the linear sentence ranking where there is a profile. Written by eval/fit/train-person.py. On twins left out, an
 * answering sentence was {said}.
 */
export const personRanking: Readonly<Record<FeatureName, number>> = {{
{lines}}}
""")


# ---- refusal


class Network(torch.nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.hidden = torch.nn.Linear(inputs, HIDDEN)
        self.output = torch.nn.Linear(HIDDEN, 1)

    def forward(self, rows):
        signals = torch.nn.functional.dropout(rows[:, :-VECTOR], 0.1, self.training)
        vector = torch.nn.functional.dropout(rows[:, -VECTOR:], 0.5, self.training)
        hidden = torch.relu(self.hidden(torch.cat([signals, vector], 1)))
        return self.output(torch.nn.functional.dropout(hidden, 0.2, self.training))[:, 0]


def refusal(folder):
    folds = []
    for fold in range(FOLDS):
        _, questions, rows = read(folder, 'refusal', fold)
        folds.append((questions, rows.reshape(len(questions), -1)))

    def fitted(chosen):
        questions = [one for fold in chosen for one in folds[fold][0]]
        rows = np.concatenate([folds[fold][1] for fold in chosen])
        mean, deviation = rows.mean(0), rows.std(0) + 1e-6
        rows = torch.tensor((rows - mean) / deviation)
        answers = torch.tensor([float(one['answerable']) for one in questions])
        weights = torch.where(answers > 0, 0.5 / answers.mean(), 0.5 / (1 - answers.mean()))
        members = []

        def steps():
            network = members[-1]
            order = torch.randperm(len(rows))
            for at in range(0, len(order), 64):
                some = order[at : at + 64]
                logits = network(rows[some])
                yield torch.nn.functional.binary_cross_entropy_with_logits(logits, answers[some], weight=weights[some])

        for seed in range(MEMBERS):
            torch.manual_seed(seed)
            members.append(Network(rows.shape[1]))
            learn(members[-1].parameters(), steps, 16, 2e-3, 1e-2)
            members[-1].eval()
        return members, mean, deviation

    figures = []
    for left_out in range(FOLDS):
        members, mean, deviation = fitted([fold for fold in range(FOLDS) if fold != left_out])
        questions, rows = folds[left_out]
        with torch.no_grad():
            given = torch.tensor((rows - mean) / deviation)
            logits = sum(network(given) for network in members).numpy()
        answerable = np.array([one['answerable'] for one in questions])
        figures.append([(logits[answerable] >= 0).mean(), (logits[~answerable] < 0).mean()])
    print('answered when answerable {:.3f}, refused when not {:.3f}'.format(*np.mean(figures, 0)))
    save(*fitted(range(FOLDS)))


def save(members, mean, deviation):
    """The members become one network, and the scaling of the inputs goes into its hidden layer."""

    def joined(part, factor=1):
        return np.concatenate([part(network).detach().numpy() for network in members]) * factor

    hidden = joined(lambda network: network.hidden.weight) / deviation
    biases = joined(lambda network: network.hidden.bias) - hidden @ mean
    output = joined(lambda network: network.output.weight[0], 1 / MEMBERS)
    bias = joined(lambda network: network.output.bias).mean(keepdims=True)
    with open(f'{ANSWERING}/refusal-network.bin', 'wb') as file:
        file.write(struct.pack('<2I', len(mean), len(biases)))
        for part in (hidden, biases, output, bias):
            file.write(part.astype('<f4').tobytes())


if __name__ == '__main__':
    torch.set_num_threads(1)
    random.seed(0)
    {'ranking': ranking, 'refusal': refusal}[sys.argv[1]](sys.argv[2])
