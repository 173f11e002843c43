"""Sentences written for the tests, with what must be found in them.

Each case: text, then one tuple per quotation that must be there: words that its
content begins with, speakers, relays, kind. `NONE` lists texts without quotations.
"""

OUTLETS = {
    "Xinhua": "xinhua",
    "Reuters": "reuters",
    "TASS": "tass",
    "RIA": "ria-novosti",
    "Interfax": "interfax",
    "BBC": "bbc",
    "CCTV": "cctv",
}

XI = ("Xi Jinping",)
PUTIN = ("Vladimir Putin",)
BOTH = ("Xi Jinping", "Vladimir Putin")

RELAY = [
    (
        "“The road is open,” Xinhua news agency quoted Xi as saying.",
        [("“The road", XI, ("xinhua",), "direct")],
    ),
    (
        "Xinhua quoted Xi Jinping as saying that the road was open.",
        [("that the road", XI, ("xinhua",), "indirect")],
    ),
    (
        "“The road is open,” Xi Jinping was quoted as saying by Xinhua.",
        [("“The road", XI, ("xinhua",), "direct")],
    ),
    (
        "Putin was quoted by TASS as saying the harvest was good.",
        [("the harvest", PUTIN, ("tass",), "indirect")],
    ),
    (
        "RIA cited Maria Zakharova as saying that the offer was late.",
        [("that the offer", ("Maria Zakharova",), ("ria-novosti",), "indirect")],
    ),
    (
        "“We will wait,” Peskov told TASS on Monday.",
        [("“We will", ("Dmitry Peskov",), ("tass",), "direct")],
    ),
    (
        "Peskov told the TASS news agency that the talks would go on.",
        [("that the talks", ("Dmitry Peskov",), ("tass",), "indirect")],
    ),
    (
        "“We will wait,” the ministry said in a statement carried by RIA.",
        [("“We will", ("ministry",), ("ria-novosti",), "direct")],
    ),
    (
        "“It is done,” Putin said in remarks broadcast on state television.",
        [("“It is", PUTIN, ("Russian state television",), "direct")],
    ),
    (
        "“It is done,” Ana Oru said in an interview with Reuters.",
        [("“It is", ("Ana Oru",), ("reuters",), "direct")],
    ),
    (
        "Reuters reported that Putin said the harvest was good.",
        [("the harvest", PUTIN, ("reuters",), "indirect")],
    ),
    (
        "The harvest was good, Putin said, Interfax reported.",
        [("The harvest", PUTIN, ("interfax",), "indirect")],
    ),
    (
        "State television reported that Putin said the harvest was good.",
        [("the harvest", PUTIN, ("Russian state television",), "indirect")],
    ),
    (
        "The port had closed, Ana Oru said in a broadcast on the Russian TASS wire.",
        [("The port", ("Ana Oru",), ("tass",), "indirect")],
    ),
    (
        "Reuters, citing Ana Oru, reported that the port had closed.",
        [("that the port", ("Ana Oru",), ("reuters",), "indirect")],
    ),
    (
        "Reuters reported that the port had closed.",
        [("that the port", ("Reuters",), (), "indirect")],
    ),
    (
        "The port had closed, according to Reuters.",
        [("The port", ("Reuters",), (), "indirect")],
    ),
    (
        "As Reuters noted, this was the third offer in a week.",
        [("this was", ("Reuters",), (), "indirect")],
    ),
    (
        "“No one was hurt,” Ana Oru told reporters.",
        [("“No one", ("Ana Oru",), (), "direct")],
    ),
    (
        "Ana Oru told the BBC she would stand again.",
        [("she would", ("Ana Oru",), ("bbc",), "indirect")],
    ),
]

NESTING = [
    (
        (
            "Kremlin aide Yuri Ushakov said the two leaders expressed “deep regret” "
            "over the storm after Xi Jinping met Putin."
        ),
        [("the two leaders", ("Yuri Ushakov",), (), "mixed")],
    ),
    (
        (
            "Xi Jinping and Vladimir Putin met. Kremlin aide Yuri Ushakov said the "
            "pair expressed their “deep regret” over the storm."
        ),
        [
            ("the pair", ("Yuri Ushakov",), (), "mixed"),
            ("their “deep", BOTH, ("Yuri Ushakov",), "mixed"),
        ],
    ),
    (
        "Ana Oru said that Mark Elo claimed the vote was fair.",
        [
            ("that Mark", ("Ana Oru",), (), "indirect"),
            ("the vote", ("Mark Elo",), ("Ana Oru",), "indirect"),
        ],
    ),
    (
        "“He told me ‘never again’ that night,” Ana Oru said.",
        [("“He told", ("Ana Oru",), (), "direct")],
    ),
]

ROLE = [
    (
        "Putin flew home. The Russian leader said trade was up.",
        [("trade was", PUTIN, (), "indirect")],
    ),
    (
        "Xi Jinping met Putin. The Chinese president said the road was long.",
        [("the road", XI, (), "indirect")],
    ),
    (
        (
            "Trade grew, according to the Commerce Ministry. Exports doubled, the "
            "ministry said."
        ),
        [
            ("Trade grew", ("Commerce Ministry",), (), "indirect"),
            ("Exports", ("Commerce Ministry",), (), "indirect"),
        ],
    ),
    (
        "Moscow said it would not sign.",
        [("it would", ("Russia",), (), "indirect")],
    ),
    (
        "The Kremlin announced that the visit was off.",
        [("that the visit", ("Kremlin",), (), "indirect")],
    ),
    (
        "Beijing has denied the report.",
        [("the report", ("China",), (), "indirect")],
    ),
    (
        "The Chinese government said the offer stood.",
        [("the offer", ("China",), (), "indirect")],
    ),
    (
        "Chinese foreign ministry spokesman Wang Wenbin said the offer stood.",
        [("the offer", ("Wang Wenbin",), (), "indirect")],
    ),
    (
        "Wang Wenbin spoke on Monday. The spokesman added that nothing had changed.",
        [("that nothing", ("Wang Wenbin",), (), "indirect")],
    ),
    (
        "“It fell at once,” said Ana Oru, a resident of the old town.",
        [("“It fell", ("Ana Oru",), (), "direct")],
    ),
    (
        "Ana Oru, a doctor at the clinic, said the ward was full.",
        [("the ward", ("Ana Oru",), (), "indirect")],
    ),
    (
        "The mayor, Ana Oru, said the bridge would open.",
        [("the bridge", ("Ana Oru",), (), "indirect")],
    ),
    (
        "A senior official said the bridge would open.",
        [("the bridge", ("senior official",), (), "indirect")],
    ),
    (
        "Critics say the law is vague.",
        [("the law", ("critics",), (), "indirect")],
    ),
    (
        "The bridge will open, a spokesman for the ministry said.",
        [("The bridge", ("spokesman for the ministry",), (), "indirect")],
    ),
    (
        "The European Union condemned the arrests.",
        [("the arrests", ("European Union",), (), "indirect")],
    ),
    (
        "The UN Security Council called for an end to the fighting.",
        [("an end", ("UN Security Council",), (), "indirect")],
    ),
    (
        "President Ana Oru and Prime Minister Mark Elo said the pact would hold.",
        [("the pact", ("Ana Oru", "Mark Elo"), (), "indirect")],
    ),
    (
        "Presidents Xi Jinping and Vladimir Putin agreed that the pact would hold.",
        [("that the pact", BOTH, (), "indirect")],
    ),
    (
        "Xi Jinping received Vladimir Putin. The two leaders said the pact would hold.",
        [("the pact", BOTH, (), "indirect")],
    ),
    (
        "China and Russia met again. Both sides said the pact would hold.",
        [("the pact", ("China", "Russia"), (), "indirect")],
    ),
    (
        (
            "Xi Jinping met Vladimir Putin. The leaders of China and Russia said the "
            "pact would hold."
        ),
        [("the pact", BOTH, (), "indirect")],
    ),
    (
        "China and Russia said the pact would hold.",
        [("the pact", ("China", "Russia"), (), "indirect")],
    ),
    (
        "The Harbour Company said the port had closed.",
        [("the port", ("Harbour Company",), (), "indirect")],
    ),
    (
        "It was Putin who said the pact would hold.",
        [("the pact", PUTIN, (), "indirect")],
    ),
    (
        "Ana Oru’s spokesman said the pact would hold.",
        [("the pact", ("Ana Oru’s spokesman",), (), "indirect")],
    ),
    (
        "Putin’s claim that the pact would hold surprised the port.",
        [("that the pact", PUTIN, (), "indirect")],
    ),
]

PRONOUN = [
    (
        "“The pact holds,” Putin said.\n\nHe said the harvest was good.",
        [("the harvest", PUTIN, (), "indirect")],
    ),
    (
        (
            "“The pact holds,” Putin said.\n\n“It is a good pact,” Xi said.\n\n"
            "He said the harvest was good."
        ),
        [("the harvest", XI, (), "indirect")],
    ),
    (
        "Ana Oru visited the port. “It is small,” she said.",
        [("“It is", ("Ana Oru",), (), "direct")],
    ),
    (
        "Putin said he liked the port and praised the crew.",
        [("he liked", PUTIN, (), "indirect"), ("the crew", PUTIN, (), "indirect")],
    ),
    (
        "“The pact holds,” Putin said, adding that it would last.",
        [
            ("“The pact", PUTIN, (), "direct"),
            ("that it would", PUTIN, (), "indirect"),
        ],
    ),
    (
        "Putin called the offer “too late,” while Xi hailed it as “generous.”",
        [
            ("the offer", PUTIN, (), "mixed"),
            ("it as", XI, (), "mixed"),
        ],
    ),
    (
        "“The pact holds,” Xi said.\n\n“It has stood every test of the years.”",
        [("“The pact", XI, (), "direct")],
    ),
    (
        "“The pact holds,” Xi said. “It has stood every test.”",
        [("“The pact", XI, (), "direct")],
    ),
    (
        "“The pact,” Xi said, “has stood every test.”",
        [("“The pact", XI, (), "direct")],
    ),
    (
        "Putin smiled. “Why not?” he asked.",
        [("“Why not", PUTIN, (), "direct")],
    ),
    (
        "The pact, Putin said, would hold for ten years.",
        [("The pact", PUTIN, (), "indirect")],
    ),
    (
        "Putin said: “The pact holds.”",
        [("“The pact", PUTIN, (), "direct")],
    ),
    (
        "Putin said on Monday that the pact would hold.",
        [("that the pact", PUTIN, (), "indirect")],
    ),
    (
        "On Monday Putin said the pact would hold.",
        [("the pact", PUTIN, (), "indirect")],
    ),
    (
        "According to Wang Wenbin, the pact would hold.",
        [("the pact", ("Wang Wenbin",), (), "indirect")],
    ),
    (
        "Ana Oru urged the council to open the bridge.",
        [("the council", ("Ana Oru",), (), "indirect")],
    ),
    (
        "Ana Oru vowed to open the bridge.",
        [("to open", ("Ana Oru",), (), "indirect")],
    ),
    (
        'The pact was, "in a word," a beginning, said Ana Oru.',
        [("The pact", ("Ana Oru",), (), "mixed")],
    ),
    (
        "«The pact holds», said Ana Oru.",
        [("«The pact", ("Ana Oru",), (), "direct")],
    ),
    (
        "„The pact holds“, said Ana Oru.",
        [("„The pact", ("Ana Oru",), (), "direct")],
    ),
    (
        "''The pact holds,'' said Ana Oru.",
        [("''The pact", ("Ana Oru",), (), "direct")],
    ),
    (
        "‘The pact holds for the workers’ children,’ said Ana Oru.",
        [("‘The pact", ("Ana Oru",), (), "direct")],
    ),
    (
        "“The pact holds and that is that, said Ana Oru.\n\nThe hall was empty.",
        [("“The pact", (), (), "direct")],
    ),
    (
        "The fare rose to $5, or 8%, Ana Oru said.",
        [("The fare", ("Ana Oru",), (), "indirect")],
    ),
    (
        "Ana Oru wondered whether the bridge would open.",
        [("whether the", ("Ana Oru",), (), "indirect")],
    ),
    (
        "Ana Oru knows why the bridge fell.",
        [("why the", ("Ana Oru",), (), "indirect")],
    ),
    (
        "Ana Oru regarded the bridge as a gift.",
        [("the bridge", ("Ana Oru",), (), "indirect")],
    ),
    (
        "While Putin said the pact would hold, the port stood empty.",
        [("the pact", PUTIN, (), "indirect")],
    ),
    (
        "But the bridge, according to Ana Oru, was sound.",
        [("the bridge", ("Ana Oru",), (), "indirect")],
    ),
    (
        "“The bridge is sound,” according to Ana Oru.",
        [("“The bridge", ("Ana Oru",), (), "direct")],
    ),
    (
        "Ana Oru told the council of elders the bridge was sound; it fell.",
        [("the bridge", ("Ana Oru",), (), "indirect")],
    ),
    (
        "SELMO, May 3 — The pact would hold, Ana Oru said.",
        [("The pact", ("Ana Oru",), (), "indirect")],
    ),
]

MARKS = [
    (
        "The so-called “democracy” summit ended late.",
        [("“democracy”", (), (), "scare")],
    ),
    ("Members of the “Quad” met in the morning.", [("“Quad”", (), (), "name")]),
    ("Li “Lucky” Wen won the race.", [("“Lucky”", (), (), "name")]),
    ("The ‘back-to-back’ talks ended late.", [("‘back-to-back’", (), (), "scare")]),
]

NONE = [
    "The talks were a foregone conclusion. That came late.",
    "Xi Jinping and Vladimir Putin spoke by telephone.",
    "The leaders met in the old town.",
    "The countries' trade doubled in the '90s, and it's no one's fault.",
    "The reports were late and the claims were many.",
    "Home » Nation » Weather",
    "It rained.",
    "",
    '"',
    "“”",
]

CASES = [*RELAY, *NESTING, *ROLE, *PRONOUN, *MARKS]
