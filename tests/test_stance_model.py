"""Tests of the trained score of stance: coded data, scenes, features, weights."""

from __future__ import annotations

import io
import json
import math
import zipfile
from functools import partial

import numpy as np
import pytest

from framing.errors import FramingWarning, InputError, LexiconError, ModelError
from framing.stance_model.checking import check, confusion, f1, interval
from framing.stance_model.coding import Coded, read_coded
from framing.stance_model.features import features_of, mark_of
from framing.stance_model.fitting import fit
from framing.stance_model.model import Model, load_model
from framing.stance_model.regions import REGIONS, placed, summed
from framing.stance_model.scenes import coded_scene, scene_of
from framing.stance_model.training import LEXICONS, Settings, train
from framing.stance_model.vectors import SIZE, key_of, learn_vectors
from framing.stance_model.weights import Weights, read_weights, write_weights
from tests.documents import document

NAMES = ("Zandia", "Olmen", "Ana Oru", "Marek", "Tolvia", "Bessin")
# The verb of each class is in no word list, so that it must be learned.
VERBS = {-1: "zorbed", 0: "walked", 1: "glimmed"}
PLACES = ("at noon", "in the port", "on the hill", "near the lake", "by train")
LISTS = ("vader", "reporting_verbs")
SMALL = Settings(least=2, strength=1.0, lexicons=LISTS)


def lines(size=90):
    """Coded texts whose verb decides the polarity, in articles of three."""
    for number in range(size):
        polarity = (-1, 0, 1)[number % 3]
        name = NAMES[number % 5]
        text = f"{name} {VERBS[polarity]} {PLACES[number % 4]}, and it rained."
        yield {
            "text": text,
            "target": [0, len(name)],
            "polarity": polarity,
            "article": number // 3,
        }


def coded(text, target, *, nth=0, polarity=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(target, start + 1)
    return Coded(text=text, start=start, stop=start + len(target), polarity=polarity)


def is_small(word):
    return word.capitalize() not in NAMES


def scene(text, target, *, nth=0):
    return coded_scene(coded(text, target, nth=nth), small=is_small)


def names_of(text, target, *, lexicons=LISTS, nth=0):
    found = features_of(scene(text, target, nth=nth), lexicons=lexicons)
    return {feature.name for feature in found}


@pytest.fixture(scope="module")
def rows():
    return tuple(
        Coded(
            text=line["text"],
            start=line["target"][0],
            stop=line["target"][1],
            polarity=line["polarity"],
            article=str(line["article"]),
        )
        for line in lines()
    )


@pytest.fixture(scope="module")
def trained(rows):
    return train(rows, name="small", domain="invented news", settings=SMALL)


@pytest.fixture
def file(trained, tmp_path):
    path = tmp_path / "small.npz"
    write_weights(trained.weights, path)
    return path


def value(model, text, target, *, nth=0):
    made = coded_scene(coded(text, target, nth=nth), small=model.small)
    return model.score(made).value


# Coded data


def write(tmp_path, *rows):
    path = tmp_path / "coded.jsonl"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_coded_texts_are_read_with_their_articles(tmp_path):
    path = write(tmp_path, *(json.dumps(line) for line in lines(3)), "")
    found = read_coded(path)
    assert [row.polarity for row in found] == [-1, 0, 1]
    assert {row.group for row in found} == {"0"}


def test_a_text_without_an_article_is_a_group_of_its_own(tmp_path):
    row = {"text": "Zandia won.", "target": [0, 6], "polarity": 1}
    (found,) = read_coded(write(tmp_path, json.dumps(row)))
    assert found.group == "Zandia won."


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"polarity": 2}, "polarity must be -1, 0 or 1, got 2"),
        ({"polarity": True}, "polarity must be -1, 0 or 1, got True"),
        ({"target": [0, 99]}, "within the 11 characters of the text"),
        ({"target": [3, 3]}, "within the 11 characters of the text"),
        ({"target": [10, 11]}, "holds no word, got '.'"),
        ({"target": "Zandia"}, r"must be \[start, stop\]"),
        ({"text": None}, "needs an object with text, target and polarity"),
        ({"article": []}, "article must be a name or a number"),
    ],
)
def test_a_faulty_line_is_named_with_its_rule(tmp_path, change, fault):
    row = {"text": "Zandia won.", "target": [0, 6], "polarity": 1}
    path = write(tmp_path, json.dumps(row), json.dumps(row | change))
    with pytest.raises(InputError, match=rf"coded\.jsonl:2: .*{fault}"):
        read_coded(path)


def test_a_line_that_is_no_json_is_named(tmp_path):
    with pytest.raises(InputError, match=r"coded\.jsonl:1: is not valid JSON"):
        read_coded(write(tmp_path, "{"))


def test_a_file_that_is_not_there_or_not_utf8_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_coded(tmp_path / "none.jsonl")
    path = tmp_path / "latin.jsonl"
    path.write_bytes("é".encode("latin-1"))
    with pytest.raises(InputError, match="is not UTF-8"):
        read_coded(path)


# Scenes


def test_target_names_and_numbers_are_masked():
    made = scene("Marek said on 5 May that Olmen's Ana Oru met Zandia.", "Zandia")
    assert made.tokens == (
        *("ENTITY", "said", "on", "0", "may", "that", "ENTITY", "'s", "ENTITY"),
        *("met", "TARGET"),
    )


def test_a_word_at_the_head_of_a_sentence_is_no_name():
    made = coded_scene(
        coded("Critics left. Olmen hit Zandia.", "Zandia"),
        small={"critics"}.__contains__,
    )
    assert made.tokens == ("ENTITY", "hit", "TARGET")
    made = coded_scene(
        coded("Critics of Zandia left.", "Zandia"), small={"critics"}.__contains__
    )
    assert made.tokens == ("critics", "of", "TARGET", "left")


def test_only_the_sentence_of_the_target_is_read():
    text = "All was lost. Zandia won. Olmen wept."
    assert scene(text, "Zandia").tokens == ("TARGET", "won")


def test_a_target_of_signs_is_the_word_after_it():
    made = coded_scene(coded("It hit “ Zandia.", "“"), small=is_small)
    assert made.tokens == ("it", "hit", '"', "TARGET")
    made = coded_scene(coded("It hit Zandia …", "…"), small=is_small)
    assert made.tokens == ("it", "hit", "TARGET")


def test_a_coded_text_without_words_is_refused():
    with pytest.raises(InputError, match="'… !': has no word"):
        scene("… !", "…")


def test_signs_and_quotation_marks_have_one_form():
    made = scene("“No,” Zandia said – «never».", "Zandia")
    assert made.tokens == ("no", ",", '"', "TARGET", "said", "-", '"', "never")


def test_words_of_a_scene_are_those_of_the_document():
    text = "It rained. Olmen thanked Zandia, and Olmen won."
    made = document(text, targets=("Zandia",))
    found = scene_of(made, made.mentions[0], small=is_small)
    words = [made.tokens()[first:last] for first, last in found.words]
    assert words == [
        *(["Olmen"], ["thanked"], ["Zandia"], [], ["and"], ["Olmen"], ["won"])
    ]
    assert found.tokens[found.at] == "TARGET"


def test_a_coded_text_and_a_document_give_the_same_scene():
    text = "It rained. Ana Oru's friends thanked “Zandia”, 3 times."
    made = document(text, targets=("Zandia",))
    one = scene_of(made, made.mentions[0], small=is_small)
    assert one == coded_scene(coded(text, "Zandia"), small=is_small)


# Features


def test_features_have_no_name_of_anybody():
    text = "Olmen and Ana Oru accused Zandia of fraud, Marek said."
    for target in ("Olmen", "Ana Oru", "Zandia", "Marek"):
        words = {word for name in names_of(text, target) for word in name.split()}
        assert not words & {"olmen", "ana", "oru", "zandia", "marek"}


def test_order_and_distance_from_the_target_are_told_apart():
    found = names_of("Zandia thanked Olmen.", "Zandia")
    assert {"near right thanked", "place 1 thanked", "after thanked ENTITY"} <= found
    found = names_of("Zandia thanked Olmen.", "Olmen")
    assert {"left thanked", "place -1 thanked", "before ENTITY thanked"} <= found


def test_hits_of_word_lists_are_turned_by_negation():
    plain = {
        f.name: f.amount
        for f in features_of(scene("Zandia is good.", "Zandia"), lexicons=LISTS)
    }
    turned = {
        f.name: f.amount
        for f in features_of(scene("Zandia is not good.", "Zandia"), lexicons=LISTS)
    }
    assert plain["vader +right"] > 0
    assert turned["vader -right"] > 0
    assert "vader +right" not in turned


def test_a_list_without_a_word_says_so():
    state = "vader state sentence"
    assert f"{state} 00" in names_of("Zandia met Olmen.", "Zandia")
    assert f"{state} 10" in names_of("Zandia is good.", "Zandia")
    assert f"{state} 11" in names_of("Zandia is good, Olmen is evil.", "Zandia")


def test_word_lists_are_a_setting():
    text = "Zandia accused Olmen."
    with_verbs = names_of(text, "Olmen", lexicons=("reporting_verbs",))
    assert "reporting_verbs hostile left" in with_verbs
    assert not any("hostile" in name for name in names_of(text, "Olmen", lexicons=()))


def test_every_feature_says_which_tokens_it_is_about():
    made = scene("“Good,” said Marek, who thanked Zandia and left.", "Zandia")
    for feature in features_of(made, lexicons=LEXICONS):
        assert 0 <= feature.first < feature.last <= len(made.tokens)


# Vectors


def test_words_used_alike_have_like_vectors():
    texts = [
        f"the {animal} {verb} in the {place} and the {thing} {state} on the table"
        for animal in ("cat", "dog", "cow")
        for verb in ("sleeps", "eats", "runs")
        for place in ("yard", "field")
        for thing in ("cup", "pen")
        for state in ("stands", "lies")
    ]
    vectors = learn_vectors(texts)
    rows = vectors.rows()
    table = vectors.table.astype(float)
    cat, dog, cup = (table[rows[key_of(word)]] for word in ("cat", "dog", "cup"))
    assert cat @ dog > cat @ cup


def test_vectors_are_the_same_for_the_same_texts():
    texts = [line["text"] for line in lines()]
    one, two = learn_vectors(texts), learn_vectors(texts)
    assert one.table.tobytes() == two.table.tobytes()
    assert one.keys.tolist() == sorted(two.keys.tolist())


def test_too_few_words_have_no_vectors():
    assert learn_vectors(["one two"]).table.shape == (0, SIZE)
    assert learn_vectors([]).table.shape == (0, SIZE)


def test_vectors_are_summed_by_region():
    made = scene("one two Zandia three four", "Zandia")
    index = {key_of(word): n for n, word in enumerate(("two", "three", "four"))}
    table = np.eye(3, SIZE, dtype=np.float32)
    found = summed(made, index, table).reshape(len(REGIONS), SIZE)
    by_name = dict(zip([name for name, _, _ in REGIONS], found, strict=True))
    share = by_name["before"][0]
    assert by_name["before"][1:].max() == 0
    assert by_name["right"][:3] == pytest.approx(
        [0, share * 0.5**0.5, share * 0.5**0.5]
    )
    assert {item.token for item in placed(made, index)} == {1, 3, 4}


# Training and scoring


def test_a_planted_word_is_learned(trained):
    model = Model(trained.weights)
    assert value(model, "Bessin glimmed by train.", "Bessin") > 0.3
    assert value(model, "Bessin zorbed by train.", "Bessin") < -0.3
    assert trained.check.macro_f1 > 0.9


def test_training_gives_the_same_bytes(rows, trained, tmp_path):
    again = train(rows, name="small", domain="invented news", settings=SMALL)
    for number, made in enumerate((trained, again)):
        write_weights(made.weights, tmp_path / f"{number}.npz")
    one, two = ((tmp_path / f"{n}.npz").read_bytes() for n in (0, 1))
    assert one == two


def test_a_larger_corpus_without_codes_gives_words_vectors(rows):
    texts = ["It rained in the harbour and in the old town all day."] * 9
    made = train(
        rows, name="small", domain="invented news", texts=texts, settings=SMALL
    )
    assert key_of("harbour") in made.weights.vectors.rows()


def test_swapped_targets_swap_their_scores(trained):
    model = Model(trained.weights)
    one, two = "Zandia zorbed Olmen.", "Olmen zorbed Zandia."
    assert value(model, one, "Zandia") == value(model, two, "Olmen")
    assert value(model, one, "Olmen") == value(model, two, "Zandia")
    assert value(model, one, "Olmen") != value(model, one, "Zandia")


def test_amounts_of_words_add_up_to_the_value(trained):
    model = Model(trained.weights)
    made = coded_scene(
        coded("Marek said Bessin glimmed, not zorbed.", "Bessin"), small=model.small
    )
    scored = model.score(made)
    assert math.fsum(scored.amounts) == pytest.approx(scored.value)
    assert math.fsum(scored.chances) == pytest.approx(1)
    best = max(range(len(scored.amounts)), key=scored.amounts.__getitem__)
    assert made.tokens[best] == "glimmed"


def test_a_class_without_texts_cannot_be_trained(rows):
    some = [row for row in rows if row.polarity >= 0]
    with pytest.raises(InputError, match=r"none of polarity \[-1\]"):
        train(some, name="x", domain="x", settings=SMALL)


def test_texts_of_one_article_cannot_be_checked(rows):
    some = [
        Coded(text=r.text, start=r.start, stop=r.stop, polarity=r.polarity, article="a")
        for r in rows
    ]
    with pytest.raises(InputError, match="of one article"):
        train(some, name="x", domain="x", settings=SMALL)


def test_an_unknown_word_list_ends_training(rows):
    with pytest.raises(LexiconError, match="vadr"):
        train(rows, name="x", domain="x", settings=Settings(lexicons=("vadr",)))


# Checking


def test_f1_is_as_computed_by_scikit_learn():
    from sklearn.metrics import f1_score

    draw = np.random.default_rng(0)
    gold, found = draw.integers(0, 3, 200), draw.integers(0, 3, 200)
    expected = f1_score(gold, found, average=None)
    assert f1(confusion(gold, found)) == pytest.approx(expected)


def test_intervals_hold_the_figure_and_are_drawn_by_group():
    gold = np.asarray([0, 1, 2] * 20)
    found = np.where(np.arange(60) < 30, gold, 0)
    figure = f1(confusion(gold, found)).mean()
    low, high = interval(gold, found, [str(n) for n in range(60)])
    assert low < figure < high
    wide = interval(gold, found, [str(n // 30) for n in range(60)])
    assert wide[0] < low
    assert wide[1] > high


def test_rows_of_a_group_are_held_out_together():
    import scipy.sparse as sp

    # Each group has a column of its own, which tells its class: no help if held out.
    draw = np.random.default_rng(1)
    classes = draw.integers(0, 3, 60)
    matrix = sp.csr_matrix(np.eye(60))
    doubled = sp.vstack([matrix, matrix]).tocsr()
    twice = np.concatenate([classes, classes])
    groups = [str(n) for n in range(60)] * 2
    fitted = partial(fit, strength=10.0, neutral=0.0)
    together = check(doubled, twice, groups, fit=fitted)
    alone = check(doubled, twice, [str(n) for n in range(120)], fit=fitted)
    assert together.macro_f1 < 0.5 < alone.macro_f1


@pytest.mark.parametrize("kinds", [(0, 1), (1, 2), (0, 2)])
def test_a_class_without_rows_is_never_given(kinds):
    import scipy.sparse as sp

    matrix = sp.csr_matrix(np.asarray([[1.0], [1.0], [-1.0], [-1.0]]))
    gold = np.asarray([kinds[1], kinds[1], kinds[0], kinds[0]])
    weights, constants = fit(matrix, gold, strength=10.0, neutral=0.0)
    found = np.argmax(matrix @ weights + constants, axis=1)
    assert found.tolist() == gold.tolist()


def test_one_class_alone_is_always_given():
    import scipy.sparse as sp

    matrix = sp.csr_matrix(np.ones((3, 1)))
    weights, constants = fit(matrix, np.full(3, 2), strength=1.0, neutral=0.0)
    assert np.argmax(matrix @ weights + constants, axis=1).tolist() == [2, 2, 2]


def test_the_middle_class_may_be_favoured():
    import scipy.sparse as sp

    matrix = sp.csr_matrix(np.zeros((4, 1)))
    gold = np.asarray([0, 0, 1, 2])
    plain, favoured = (
        fit(matrix, gold, strength=1.0, neutral=neutral)[1] for neutral in (0.0, 2.0)
    )
    assert (np.argmax(plain), np.argmax(favoured)) == (0, 1)


# Files


def test_weights_come_back_as_they_were_written(trained, file):
    found = read_weights(file)
    assert found.about == trained.weights.about
    assert found.digest == trained.weights.digest
    one, two = Model(found), Model(trained.weights)
    text = "Bessin glimmed."
    assert value(one, text, "Bessin") == value(two, text, "Bessin")


def test_weights_hold_no_words(file):
    raw = b"".join(
        zipfile.ZipFile(file).read(n) for n in zipfile.ZipFile(file).namelist()
    )
    assert b"glimmed" not in raw
    assert b"Bessin" not in raw


def rewritten(path, out, change):
    """Write a file again with some of its arrays changed, its digest kept."""
    with np.load(path, allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    np.savez(out, **(arrays | change(arrays)))
    return out


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_refused(file, tmp_path, share):
    raw = file.read_bytes()
    path = tmp_path / "short.npz"
    path.write_bytes(raw[: int(len(raw) * share)])
    with pytest.raises(ModelError, match="is not a model of stance"):
        read_weights(path)


def test_a_changed_weight_is_noticed(file, tmp_path):
    out = rewritten(
        file, tmp_path / "x.npz", lambda a: {"constants": a["constants"] + 1}
    )
    with pytest.raises(ModelError, match="does not fit its digest"):
        read_weights(out)


def test_a_missing_array_is_noticed(file, tmp_path):
    out = rewritten(
        file, tmp_path / "x.npz", lambda a: {"vector_table": a["vector_table"][:, :3]}
    )
    with pytest.raises(ModelError, match="does not fit its digest"):
        read_weights(out)


def test_a_file_of_another_version_is_refused(file, tmp_path):
    def older(arrays):
        about = json.loads(arrays["about"].tobytes()) | {"format": "stance 0.9"}
        return {"about": np.frombuffer(json.dumps(about).encode(), np.uint8)}

    out = rewritten(file, tmp_path / "x.npz", older)
    with pytest.raises(ModelError, match=r"format 'stance 0\.9', this version reads"):
        read_weights(out)


def test_what_is_no_model_is_refused(tmp_path):
    path = tmp_path / "x.npz"
    with pytest.raises(ModelError, match="cannot be read"):
        read_weights(path)
    path.write_bytes(b"not a model")
    with pytest.raises(ModelError, match="is not a model of stance"):
        read_weights(path)
    made = io.BytesIO()
    np.savez(made, a=np.zeros(2))
    path.write_bytes(made.getvalue())
    with pytest.raises(ModelError, match="is not a model of stance"):
        read_weights(path)
    path.write_bytes(b"")
    with pytest.raises(ModelError, match="is not a model of stance"):
        read_weights(path)
    np.save(path.with_suffix(".npy"), np.zeros(2))
    with pytest.raises(ModelError, match="is not a model of stance"):
        read_weights(path.with_suffix(".npy"))


def test_a_place_that_cannot_be_written_is_named(trained, tmp_path):
    with pytest.raises(ModelError, match="cannot be written"):
        write_weights(trained.weights, tmp_path / "none" / "x.npz")


def test_a_word_list_that_changed_is_said(trained, tmp_path):
    about = trained.weights.about | {"lexicons": {"vader": "0.0.1 000000000000"}}
    path = tmp_path / "x.npz"
    write_weights(Weights(arrays=trained.weights.arrays, about=about), path)
    with pytest.warns(FramingWarning, match=r"word list 'vader' as '0\.0\.1 0"):
        load_model(str(path))


def test_the_mark_of_a_word_list_changes_with_its_entries(tmp_path):
    path = tmp_path / "mine.csv"
    marks = set()
    for weight in (1, 2):
        path.write_text(f"term,weight\nfoe,-1\npal,{weight}\n", encoding="utf-8")
        marks.add(mark_of(str(path)))
    assert len(marks) == 2
