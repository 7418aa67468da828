"""The words come-back words and passphrases are made of: 1,024 short, friendly ones, our own list.

Chosen for a child's ear: three to seven letters, a to z only, things to see, hear, eat, do or find. Nothing scary,
rude or sad; of words that sound alike, or differ by one letter, mostly only one is here. Passphrases already given
out are made of these places in the list, so never reorder it or take a word away.
"""

from __future__ import annotations

WORDS: tuple[str, ...] = tuple(
    """
    acorn adore agree alder almanac almond alpine amaze amber anchor answer antler apple apricot apron
    archer arctic armour arrive artist aspen aster atlas attic author autumn avocado awesome badger
    bagel bakery ballad balloon bamboo banana banjo barge barley barn barrel basin basket bassoon
    bayleaf beacon beaker beanbag begonia bell belong bench bicycle biscuit blanket bloom blossom
    bobbin bonfire bonnet boot bottle bounce bouquet bracken bramble branch brave bread breeze brick
    bridge bright bring bronze brook brush bubble bucket buckle budgie build bunting burrow bushel
    butter button cabbage cabin cactus cadet calico calm camel camera camper canal candle canoe canyon
    captain caramel caravan carpet carrot carry carton castle cat catch catkin cave cedar celery
    cement chair chalet chalk chapter cheddar cheer cheese cherry chess chimney chirp chive choose
    chorus cinder cinema circle circus citrus clap clean clever cliff climb clock cloud cobble cobweb
    cocoa coconut collage collar colony comet compass concert cone cookie copper coral corner cosmos
    cosy cottage cotton count courier cousin coyote cracker cradle craft crane crater crayon create
    cricket crisp crocus crown crumb crumpet crystal cuckoo cup cupcake curious curlew curly curtain
    cushion custard cycle cygnet cymbal cypress dahlia daisy damson dancer dazzle deep delight denim
    desk diamond diary dimple dinghy dingo dinner disc doctor dolphin domino donkey door dove dragon
    draw drawer dream drift driver drizzle drum dugong dune duvet eager eagle early earth easel easy
    echo eclair eel egg eider eleven elm emerald emu engine enjoy equator estuary evening explore
    fable fairy falcon fancy fanfare farmer fast feather fence fern ferret field fifty fig finch fish
    fjord flagon flannel flask flax fleece flint floor floppy florist fluffy flute folder follow
    forest fork forty fossil fox frame freckle fresh friend frog frost fruit fudge furrow galaxy
    gallery gallop gander garage garden garland garlic garnet gate gather gazebo gazelle gecko gentle
    geyser gherkin giggle ginger giraffe glacier glad glass gleam glider glitter globe goat goblet
    golden good goose grain grand granite grape gravel gravy great grotto grouse grove grow guava
    guitar gumboot gust habitat halo hammock hamster handle handy happy harbour harmony harp harvest
    hawk hay hazel heather hedge hello helmet hen herb heron herring hickory hiker hillock hippo hobby
    holly honey hoop hoopoe hooray horizon horse hotel hound hummus hurry hut hydrant iceberg icicle
    idea igloo iguana imagine impala indigo inkwell inlet insect inside invite iris island ivory ivy
    jackdaw jacket jaguar jar jasmine javelin jelly jersey jester jetty jewel jigsaw jingle jotter
    journey juggler juice jukebox jump jumper jungle juniper kale kayak kebab keen keeper kelp kennel
    kestrel ketchup keyring kimono kingdom kitchen kite kitten kiwi koala label ladder ladle lagoon
    lake lamb lantern larch lark lasso lattice laugh laurel lawn leaflet leap learn lemon lemur lentil
    leopard letter lettuce library lichen lid light lilac lily limpet linen linnet lion lively lizard
    llama lobster lodge loft lolly lotus lovely lucky lunar lunch lupin lynx macaw magenta magic
    magnet magpie mallard mammoth mango manor maple marble mariner market marmot maroon marsh meadow
    medley mellow melody merlin mermaid merry meteor midday middle mill mimosa minnow mirror mist
    mitten model modern mohair monsoon month moon morning mosaic moss motor mouse muesli muffin mug
    mulch museum music mustard nectar nettle newt nimble nimbus noble noodle notepad nougat novel
    nugget nutmeg oak oasis oatcake oatmeal oats oboe ocean octave octopus offer olive onion
    opera orange orbit orchard orchid origami oriole osprey ostrich otter oval oven owl oxbow oxeye oyster
    paddler paddock pagoda paint painter palace palette pancake panda pansy panther pantry papaya
    paper paprika parade parcel parka parrot parsley parsnip party pasta pastry pasture path patio
    pause peach peacock peanut pearl pebble pelican pencil penguin pennant peony pepper perfect petal
    petunia phoenix photo piano piccolo pickle picnic picture pigeon pigment pillow pilot pink pirate
    pixel pixie pizza planet plank planter plate platter play plaza please plenty plover plume pocket
    poem polite pollen pomelo poncho pond pontoon popcorn poplar poppy porter postbox poster potato
    pottery pouch prairie praline prance present primula prism proud puddle puffin pulley puma pumpkin
    puppet puppy purple puzzle pyjamas pyramid quail quarry quartz quaver quiche quick quiet quill
    quince quiver quiz quokka rabbit raccoon racket radiant radio radish railway rainbow raisin ramp
    ranch rapids raven ravine ready recipe reef relax rhubarb ribbon rice riddle ridge ringlet ripple
    river roam robin robot roof rooster rope rosette round rowan rowboat rudder rugby rumble runner
    rustle saddle saffron sage sailor salad salmon salsa sandal sardine satchel satin saucer sausage
    scallop scarf scholar school scooter scroll seagull seaside season seaweed sequin sesame settle
    seven shallot shanty share sheep shelf shell sherbet shield shiny shirt shoe shovel shrimp shrub
    signal silk silly silver simple singer siskin sixty skate sketch skillet skip skipper skylark sled
    slipper slope smile smooth snail snippet snooze snow snowman snug socket sofa solar solid song
    sonnet sorbet sorrel soup spaniel spark sparkle sparrow spatula speedy spice spinach spindle
    spiral splash spoon spring sprite sprout spruce squash squid stable stadium stamp stand stanza
    start station statue steady steam steeple stencil stitch stone stork story stream street stretch
    stroll strong studio sturdy sugar summer summit sunbeam sundial sunlit sunny sunrise sunset super
    surf swallow swan sweater sweet swift swimmer swing symbol syrup tabby taco tadpole talent tall
    tandem tango tarmac tartan tassel teacher teacup teal teapot temple tempo tennis tent tepee
    terrace thank thatch theatre thicket thimble thirty thistle throne thrush thunder tiara tickle
    tidy tiger tile timber tinsel toast today toffee tomato topaz torch totem toucan tower town toy
    tracker tractor tram travel treacle treat tree trellis trestle trifle trinket trolley trophy trout
    trowel truck trumpet trust tuba tugboat tulip tumble tundra tunnel turkey turnip turtle tutor
    tweed twenty twig twine twinkle twirl ukulele unicorn upbeat useful valley vanilla vase velvet
    veranda verbena vessel viaduct village vine vinegar violet violin visit visitor vista vivid
    volcano voyage wafer waffle wagon wagtail wallaby walnut walrus wand warbler warm warmth water
    weaver weekend welcome wellies wheat wheel whippet whirl whisker whisper whistle wicket widget
    wiggle wigwam willow window winter wise wizard wombat wonder wool woolly wrapper wreath wren yacht
    yard yarrow yeast yellow yodel yoga yoghurt yonder young yurt zany zebra zephyr zigzag zinc zinnia
    zipper zoom
    """.split()
)
